/** The strip of phones above them: shown when they do not all fit, always on a narrow screen. */
import { h } from "./dom.js";

export class Tabs {
  /** `turned` runs when another phone comes to the front of a narrow screen. */
  constructor(stage, turned) {
    this.stage = stage;
    this.turned = turned;
    this.el = h("nav", { class: "tabs", named: "phones" });
    stage.addEventListener("scroll", () => this.#mark(), { passive: true });
    new ResizeObserver(() => this.fit()).observe(stage);
  }

  /** Draws a tab for each phone. */
  draw(phones) {
    this.phones = phones;
    const held = this.el.contains(document.activeElement) ? document.activeElement.dataset.tab : null;
    this.el.replaceChildren(...phones.map((phone) => h("button", {
      type: "button", class: `tab ${phone.data.messenger}${phone.unread ? " unread" : ""}`, "data-tab": phone.data.id,
      onclick: () => this.go(phone),
    }, h("span", { class: "tab-name" }, phone.data.name), h("span", { class: "tab-role" }, phone.roleName()),
    phone.unread > 0 && h("span", { class: "badge" }, String(phone.unread)))));
    if (held) this.el.querySelector(`[data-tab="${CSS.escape(held)}"]`)?.focus();
    this.fit();
  }

  go(phone) {
    phone.el.scrollIntoView({ inline: "center", block: "nearest", behavior: calm() ? "auto" : "smooth" });
    phone.seen();
  }

  fit() {
    this.el.classList.toggle("needed", this.stage.scrollWidth > this.stage.clientWidth + 4);
    this.#mark();
  }

  /** The phone in the middle of the stage. */
  current() {
    const middle = this.stage.getBoundingClientRect().left + this.stage.clientWidth / 2;
    const far = (phone) => {
      const box = phone.el.getBoundingClientRect();
      return Math.abs(box.left + box.width / 2 - middle);
    };
    return [...(this.phones ?? [])].sort((a, b) => far(a) - far(b))[0];
  }

  #mark() {
    const current = narrow() ? this.current() : null;
    for (const tab of this.el.children) {
      const on = tab.dataset.tab === current?.data.id;
      if (on && tab.getAttribute("aria-current") !== "true") tab.scrollIntoView({ inline: "center", block: "nearest" });
      tab.setAttribute("aria-current", String(on));
    }
    if (this.front !== current) {
      this.front = current;
      this.turned();
    }
    if (current) current.seen();
  }
}

export const narrow = () => window.matchMedia("(max-width: 719px)").matches;
const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
