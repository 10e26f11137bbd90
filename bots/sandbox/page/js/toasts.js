/** Short notices that go by themselves, inside one phone or over the page, and what screen readers hear. */
import { h } from "./dom.js";

const STAYS = 4500; // ms
const spoken = h("div", { class: "unseen", "aria-live": "polite" });

export function toast(place, text, { bad = false } = {}) {
  place.querySelector(":scope > .toast")?.remove();
  const el = h("div", { class: bad ? "toast bad" : "toast", role: bad ? "alert" : "status" }, text);
  place.append(el);
  setTimeout(() => el.classList.add("gone"), STAYS);
  setTimeout(() => el.remove(), STAYS + 300);
}

/** Says a line to a screen reader without showing it. */
export function announce(text) {
  if (!spoken.isConnected) document.body.append(spoken);
  const line = h("p", {}, text);
  spoken.append(line);
  setTimeout(() => line.remove(), STAYS);
}
