#include "html/xml.hpp"

#include <gtest/gtest.h>

namespace kentongan::html {
namespace {

constexpr std::string_view head = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

TEST(XmlWriter, WritesElementsAttributesAndText) {
  XmlWriter xml;
  xml.element("feed", {{"xmlns", "urn:x"}, {"xml:lang", "id"}}, [&] {
    xml.element("title", "Air & lumpur");
    xml.element("link", {{"href", "/a?b=\"1\"&c"}});
    xml.element("content", {{"type", "html"}}, "<p>a</p>");
  });

  EXPECT_EQ(std::move(xml).take(),
            std::string(head) +
                "<feed xmlns=\"urn:x\" xml:lang=\"id\"><title>Air &amp; lumpur</title>\n"
                "<link href=\"/a?b=&quot;1&quot;&amp;c\"/>\n"
                "<content type=\"html\">&lt;p&gt;a&lt;/p&gt;</content>\n</feed>\n");
}

TEST(XmlWriter, WhatXmlCannotHoldIsDroppedAndWhatIsNoUtf8IsMended) {
  XmlWriter xml;
  xml.element("a", {{"b", "1\n2\t3"}}, std::string_view("x\0\x0b\x1b\xEF\xBF\xBE]]>\xff\r\n", 14));

  EXPECT_EQ(std::move(xml).take(),
            std::string(head) + "<a b=\"1&#10;2&#9;3\">x]]&gt;\xEF\xBF\xBD&#13;\n</a>\n");
}

}  // namespace
}  // namespace kentongan::html
