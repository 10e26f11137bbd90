/** The bots' keyboards: inline ones under a message, and Telegram's reply keyboard under the chat. */
import { h, icon } from "./dom.js";
import { softly } from "./safe_html.js";

const SIGNS = { url: "link", contact: "person", place: "pin", clipboard: "copy" };
const EMOJI = /^\p{Extended_Pictographic}/u; // a label with a sign of its own needs no second one

export function inlineKeyboard(message, actions) {
  const rows = message.buttons ?? [];
  if (!rows.length) return null;
  const grid = h("div", { class: "inline", role: "group" },
    rows.map((row, y) => h("div", { class: "row" }, row.map((button, x) => key(button, x, y)))));
  grid.addEventListener("keydown", walk);
  grid.addEventListener("click", (event) => {
    const el = event.target.closest("button");
    if (el) actions.press(message, Number(el.dataset.y), Number(el.dataset.x), el);
  });
  return grid;
}

function key(button, x, y) {
  return h("button", { type: "button", class: "key", "data-x": x, "data-y": y, "data-kind": button.kind, "aria-label": button.text },
    h("span", {}, softly(button.text)), SIGNS[button.kind] && !EMOJI.test(button.text) && icon(SIGNS[button.kind]));
}

/** The reply keyboard; `chosen(button)` gets what was pressed. */
export function replyKeyboard(rows, chosen) {
  const grid = h("div", { class: "reply", role: "group" },
    rows.map((row, y) => h("div", { class: "row" }, row.map((button, x) => {
      const el = key(button, x, y);
      el.addEventListener("click", () => chosen(button));
      return el;
    }))));
  grid.addEventListener("keydown", walk);
  return grid;
}

/** Arrow keys move over a grid of keys of uneven rows. */
function walk(event) {
  const from = event.target.closest(".key");
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (!from || !step) return;
  const rows = [...event.currentTarget.children].map((row) => [...row.children]);
  const y = Number(from.dataset.y) + step[1];
  const x = Number(from.dataset.x) + step[0];
  const row = rows[y];
  if (!row) return;
  event.preventDefault();
  row[Math.max(0, Math.min(x, row.length - 1))].focus();
}
