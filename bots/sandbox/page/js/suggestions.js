/** Commands offered while a person types "/": arrows choose, Tab or Enter takes. */
import { h } from "./dom.js";

let count = 0;

export class Suggestions {
  constructor(commands, taken) {
    this.commands = commands;
    this.taken = taken;
    this.at = 0;
    this.id = `suggest-${(count += 1)}`;
    this.el = h("div", { class: "suggest", role: "listbox", id: this.id, hidden: true, "aria-label": "/" });
    this.el.addEventListener("mousedown", (event) => event.preventDefault()); // the text field keeps the focus
  }

  /** Ties the list to its text field, for screen readers. */
  serve(input) {
    this.input = input;
    input.setAttribute("aria-controls", this.id);
    input.setAttribute("aria-autocomplete", "list");
    input.addEventListener("blur", (event) => this.el.contains(event.relatedTarget) || this.offer(""));
    input.addEventListener("focus", () => this.offer(input.value));
  }

  offer(text) {
    const fits = /^\/\w*$/.test(text)
      ? this.commands().filter(({ name }) => `/${name}`.startsWith(text.toLowerCase())) : [];
    this.at = -1;
    this.input?.removeAttribute("aria-activedescendant");
    this.found = fits.map(({ name }) => `/${name}`);
    this.el.hidden = fits.length === 0;
    this.el.replaceChildren(...fits.map(({ name, description }, n) => h("button", {
      type: "button", role: "option", id: `${this.id}-${n}`, tabindex: "-1", onclick: () => this.#take(`/${name}`),
    }, h("b", {}, `/${name}`), h("span", {}, description))));
  }

  #take(text) {
    this.offer("");
    this.taken(text);
  }

  /** True when the key belonged to the list. */
  key(event) {
    if (this.el.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#mark((Math.max(this.at, step > 0 ? -1 : 0) + step + this.found.length) % this.found.length);
    else if (event.key === "Escape") this.offer("");
    else if ((event.key === "Enter" && this.at >= 0) || event.key === "Tab") this.#take(this.found[Math.max(this.at, 0)]);
    else return false;
    event.preventDefault();
    return true;
  }

  #mark(at) {
    this.at = at;
    [...this.el.children].forEach((el, n) => el.setAttribute("aria-selected", String(n === at)));
    this.input?.setAttribute("aria-activedescendant", `${this.id}-${at}`);
    this.el.children[at].scrollIntoView({ block: "nearest" });
  }
}
