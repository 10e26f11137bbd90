/** One message as an element: media, cards, text, time and its inline keyboard. */
import { h, icon } from "./dom.js";
import { inlineKeyboard } from "./keyboards.js";
import { showPicture } from "./lightbox.js";
import { fragment } from "./safe_html.js";
import { dayName, timeOf } from "./times.js";
import { t } from "./texts.js";

/** actions: {press(message, row, column), menu(message, anchor)}; `day` puts a date line above. */
export function messageElement(message, { day, actions }) {
  const at = Date.parse(message.at);
  const bubble = h("div", { class: "bubble" }, origin(message.forwarded), media(message.media ?? []), contact(message.contact), place(message.place));
  const words = text(message);
  const kinds = new Set((message.media ?? []).map((one) => one.kind));
  const bare = !words && kinds.size > 0 && [...kinds].every((kind) => SEEN.has(kind) || kind === "sticker");
  bubble.append(words ?? "", meta(message, at));
  bubble.classList.toggle("bare", bare);
  bubble.classList.toggle("stuck", bare && kinds.has("sticker"));
  bubble.classList.toggle("carded", !words && Boolean(message.contact || message.place));
  bubble.append(more(message, actions));
  bubble.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, button, video, audio")) return;
    event.preventDefault();
    actions.menu(message, bubble.querySelector(".more"));
  });
  return h("li", { class: `message ${message.mine ? "mine" : "theirs"}`, tabindex: "-1", "data-id": message.id },
    day && h("div", { class: "day" }, h("span", {}, dayName(at))),
    bubble,
    inlineKeyboard(message, actions));
}

/** From whom the person forwarded it. */
const origin = (name) => name && h("div", { class: "origin", t: ["message.forwarded", { name }] });

function text(message) {
  const source = message.html || "";
  if (!source && !message.text) return null;
  const el = h("div", { class: "text" });
  if (source) el.append(fragment(source));
  else el.textContent = message.text;
  return el;
}

function meta(message, at) {
  return h("span", { class: "meta" },
    message.edited && h("span", { t: "edited" }),
    h("time", { datetime: message.at }, timeOf(at)));
}

function more(message, actions) {
  return h("button", {
    type: "button", class: "more", tabindex: "-1", label: "message.menu", "aria-haspopup": "menu",
    onclick: (event) => actions.menu(message, event.currentTarget),
  }, icon("down"));
}

const SEEN = new Set(["photo", "video"]);

function media(list) {
  if (!list.length) return null;
  const seen = list.filter((one) => SEEN.has(one.kind));
  const pictures = seen.filter((one) => one.kind === "photo");
  const rest = list.filter((one) => !SEEN.has(one.kind));
  const grid = seen.length ? h("div", { class: `grid n${Math.min(seen.length, 5)}` },
    seen.map((one) => (one.kind === "photo" ? photo(one, pictures) : video(one)))) : null;
  return [grid, ...rest.map((one) => (OTHER[one.kind] ?? file)(one))].filter(Boolean);
}

function photo(one, pictures) {
  const n = pictures.indexOf(one);
  return h("button", { type: "button", class: "tile", label: ["photo", { n: n + 1 }], onclick: () => showPicture(pictures, n) },
    h("img", { src: local(one.url), alt: one.name ?? "", loading: "lazy", decoding: "async" }));
}

const video = (one) => h("video", { class: "tile", src: local(one.url), controls: true, preload: "metadata", label: "video" });
const audio = (one) => h("audio", { src: local(one.url), controls: true, preload: "none", label: "audio" });
const sticker = (one) => h("img", { class: "sticker", src: local(one.url), alt: one.name || t("sticker") });
const file = (one) => h("a", { class: "card", href: local(one.url), download: one.name || "", target: "_blank", rel: "noopener" },
  h("span", { class: "card-icon" }, icon("file")), h("span", { class: "card-text" }, one.name || t("file")));
const OTHER = { audio, sticker, file };

/** A medium's address, only from this server or from memory; anything else shows nothing. */
function local(url) {
  try {
    const found = new URL(url, location.href);
    return found.origin === location.origin ? found.href : "";
  } catch {
    return "";
  }
}

function contact(one) {
  if (!one) return null;
  return h("div", { class: "card" },
    h("span", { class: "card-icon" }, icon("person")),
    h("span", { class: "card-text" }, h("b", {}, one.name || t("contact")), h("span", {}, one.number ?? "")));
}

function place(one) {
  if (!one) return null;
  return h("div", { class: "card place" },
    h("span", { class: "map" }, icon("pin")),
    h("span", { class: "card-text" }, h("b", { t: "place" }), h("span", {}, `${one.lat.toFixed(5)}, ${one.lon.toFixed(5)}`)));
}

/** A line of plain words for what a message holds, to announce it and to quote it. */
export function summary(message) {
  const plain = (message.text || fragment(message.html || "").textContent).replace(/\s+/g, " ").trim();
  if (plain) return plain.length > 120 ? `${plain.slice(0, 119)}…` : plain;
  if (message.contact) return t("contact");
  if (message.place) return t("place");
  return t("chat.media");
}
