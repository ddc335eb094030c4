// Telegram's HTML parse mode, strictly. Source: Bot API, "HTML style".

const entities = { lt: '<', gt: '>', amp: '&', quot: '"' };
const tags = new Set(['b', 'strong', 'i', 'em', 'u', 'ins', 's', 'strike', 'del', 'tg-spoiler', 'a', 'code', 'pre',
  'blockquote']);

function decode(text) {
  return text.replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (whole, name) => {
    if (name[0] !== '#') return entities[name.toLowerCase()] ?? whole;
    const code = name[1] === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** { text, links } without the markup, or { error } as the real server words it. */
export function parseHtml(source) {
  const open = [];
  const links = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const next = source.indexOf('<', at);
    text += decode(source.slice(at, next < 0 ? source.length : next));
    if (next < 0) break;
    const tag = source.slice(next).match(/^<(\/?)([a-z-]+)((?:\s+[a-z-]+="[^"<>]*")*)\s*>/i);
    if (!tag) return { error: `Unsupported start tag at byte offset ${next}` };
    const name = tag[2].toLowerCase();
    if (!tags.has(name)) return { error: `Unsupported start tag "${name}" at byte offset ${next}` };
    if (tag[1]) {
      if (open.pop() !== name) return { error: `Unexpected end tag at byte offset ${next}` };
    } else {
      open.push(name);
      const href = tag[3].match(/href="([^"]*)"/i);
      if (href) links.push(decode(href[1]));
    }
    at = next + tag[0].length;
  }
  if (open.length) return { error: `Can't find end tag corresponding to start tag "${open.at(-1)}"` };
  return { text, links };
}
