/** Bot HTML to DOM nodes by an allow-list: whatever is not on it stays visible as plain text. */

const TAGS = new Map([
  ["b", "b"], ["strong", "b"], ["i", "i"], ["em", "i"], ["u", "u"], ["ins", "u"],
  ["s", "s"], ["strike", "s"], ["del", "s"], ["code", "code"], ["pre", "pre"],
  ["blockquote", "blockquote"], ["a", "a"],
]);
const SCHEMES = /^(https?:|tel:|mailto:|tg:|max:)/i;
const PIECES = /<(\/?)([a-z]+)((?:\s+[^<>]*)?)\s*\/?>|[^<]+|</gi;
const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: "\u00a0" };

export function decode(text) {
  return text.replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (whole, name) => {
    if (name[0] !== "#") return ENTITIES[name.toLowerCase()] ?? whole;
    const code = name[1].toLowerCase() === "x" ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** A fragment of allowed elements and text. Links open apart and only with a known scheme. */
export function fragment(html) {
  const root = document.createDocumentFragment();
  const open = [root];
  for (const piece of html.matchAll(PIECES)) place(piece, open);
  return root;
}

/** Long Russian words get places to break at: no browser hyphenates them on every system. */
export function softly(text) {
  return text.replace(/[а-яё]{11,}/gi, (word) => word
    .replace(/(?<=..[аеёиоуыэюяьъй])(?=[б-джзк-нп-тф-щ][аеёиоуыэюя].)/gi, "\u00ad")
    .replace(/(?<=.[аеёиоуыэюя][б-джзк-нп-тф-щ])(?=[б-джзк-нп-тф-щ][аеёиоуыэюя].)/gi, "\u00ad"));
}

function place([whole, slash, tag, attributes], open) {
  const top = open[open.length - 1];
  const name = TAGS.get((tag ?? "").toLowerCase());
  if (tag && tag.toLowerCase() === "br") top.append("\n");
  else if (!name) top.append(decode(afterBlock(top) ? whole.replace(/^\n/, "") : whole));
  else if (slash) close(name, open);
  else {
    const el = name === "a" ? link(attributes) : document.createElement(name);
    top.append(el);
    open.push(el);
  }
}

/** A block ends its line by itself: the newline that follows it would be an empty one. */
const afterBlock = (top) => /^(pre|blockquote)$/.test(top.lastChild?.localName);

function close(name, open) {
  const at = open.findLastIndex((el) => el.localName === name || (name === "a" && el.dataset?.link === ""));
  if (at > 0) open.length = at;
}

function link(attributes) {
  const found = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes ?? "");
  const href = decode(found?.[1] ?? found?.[2] ?? found?.[3] ?? "").trim();
  const el = document.createElement(SCHEMES.test(href) ? "a" : "span");
  el.dataset.link = "";
  if (el.localName === "a") {
    el.href = href;
    el.target = "_blank";
    el.rel = "noopener noreferrer";
  }
  return el;
}
