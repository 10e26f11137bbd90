/** A pop-up menu next to its button: arrows move, Enter chooses, Escape closes and gives the focus back. */
import { h, icon } from "./dom.js";

let closeOpen = null;

/** items: {t|text, icon, run, hint, danger} or {heading: key}. Only one menu is open at a time. */
export function openMenu(anchor, items, labelKey) {
  closeOpen?.(false);
  const list = h("div", { class: "menu", role: "menu", named: labelKey, tabindex: "-1" }, items.map(row));
  const choices = [...list.querySelectorAll("[role=menuitem]")];
  const close = (back = true) => {
    list.remove();
    anchor.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("resize", close);
    closeOpen = null;
    if (back && anchor.isConnected) anchor.focus();
  };
  const outside = (event) => list.contains(event.target) || close(false);
  list.addEventListener("keydown", (event) => move(event, choices, close));
  list.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !list.contains(event.relatedTarget)) close(false);
  });
  choices.forEach((el, n) => {
    const item = items.filter((one) => !one.heading)[n];
    el.addEventListener("click", () => {
      close();
      item.run();
    });
  });
  document.body.append(list);
  stand(list, anchor);
  anchor.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", close);
  closeOpen = close;
  choices[0]?.focus({ preventScroll: true });
}

function row(item) {
  if (item.heading) return h("div", { class: "menu-heading", t: item.heading });
  const name = h("span", { class: "menu-name", t: item.t });
  if (item.text) name.textContent = item.text;
  return h("button", { type: "button", role: "menuitem", tabindex: "-1", class: item.danger ? "danger" : "" },
    item.icon && icon(item.icon), name, item.hint && h("span", { class: "menu-hint" }, item.hint));
}

function move(event, choices, close) {
  const at = choices.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: choices.length - 1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") close();
  else if (to !== undefined) choices[(to + choices.length) % choices.length]?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Above the button if there is more room there, and always inside the window. */
function stand(list, anchor) {
  const box = anchor.getBoundingClientRect();
  const own = list.getBoundingClientRect();
  const above = box.top > window.innerHeight - box.bottom;
  const left = Math.min(Math.max(8, box.left), window.innerWidth - own.width - 8);
  list.style.left = `${left}px`;
  list.style.maxHeight = `${Math.max(120, (above ? box.top : window.innerHeight - box.bottom) - 16)}px`;
  if (above) list.style.bottom = `${window.innerHeight - box.top + 6}px`;
  else list.style.top = `${box.bottom + 6}px`;
}
