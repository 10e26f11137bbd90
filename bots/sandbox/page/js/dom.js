/** A small DOM builder: text goes in as text, never as markup. */
import { bind } from "./texts.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * h("button", {class: "x", t: "send", onclick: fn}, child, ...)
 * `t`, `label` (aria-label and tooltip), `named` (aria-label alone) and `hint` (placeholder) take a text key or [key, args].
 */
export function h(tag, props = {}, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) set(el, name, value);
  el.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return el;
}

function set(el, name, value) {
  if (value === null || value === undefined) return;
  if (name.startsWith("aria-")) el.setAttribute(name, String(value));
  else if (value === false) return;
  else if (name.startsWith("on")) el.addEventListener(name.slice(2), value);
  else if (name === "t") tell(el, value);
  else if (name === "label") label(el, value);
  else if (name === "named") named(el, value);
  else if (name === "hint") bind(el, "placeholder", ...[value].flat());
  else el.setAttribute(name, value === true ? "" : value);
}

export const tell = (el, text) => bind(el, "text", ...[text].flat());

/** An accessible name for what is too large for a tooltip. */
export const named = (el, text) => bind(el, "aria-label", ...[text].flat());

/** An accessible name that is also the tooltip. */
export function label(el, text) {
  bind(el, "aria-label", ...[text].flat());
  bind(el, "title", ...[text].flat());
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export function iconButton(name, text, onclick, extra = "") {
  return h("button", { type: "button", class: `round ${extra}`, label: text, onclick }, icon(name));
}
