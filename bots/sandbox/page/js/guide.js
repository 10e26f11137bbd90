/** The guide at the side: what this page is, and the steps of one message, ticked as the phones tell of them. */
import { h, icon, iconButton, label, tell } from "./dom.js";
import { next, STEPS, tells, withEarlier } from "./story.js";
import { t } from "./texts.js";
import { announce } from "./toasts.js";

const MEMORY = "veche-sandbox-guide";
const POINTED = 1600; // ms

export class Guide {
  /** page: {phones(), front(), go(phone), clock}; `front` is the phone that fills a narrow screen */
  constructor(page) {
    this.page = page;
    this.memory = remembered();
    this.done = new Set();
    this.count = h("span", { class: "count" });
    this.all = iconButton("down", "guide.all", () => this.#unfold(), "quiet all");
    this.all.setAttribute("aria-expanded", "false");
    this.steps = STEPS.map((step, n) => this.#step(step, n));
    this.end = h("p", { class: "note end", t: "guide.end", hidden: true });
    this.el = h("aside", { class: "guide", named: "guide", hidden: true },
      h("header", {}, h("h2", { t: "guide.title" }), this.count, this.all, iconButton("close", "guide.close", () => this.toggle(), "quiet")),
      h("p", { class: "note", t: "guide.about" }),
      h("ol", {}, this.steps.map(({ el }) => el)),
      this.end);
    this.key = h("button", { type: "button", class: "plain guide-key", onclick: () => this.toggle() },
      icon("guide"), h("span", { t: "guide" }));
    window.addEventListener("storage", ({ key }) => {
      if (key !== MEMORY) return;
      this.memory = remembered(); // another window of the same browser has gone on
      this.look();
    });
  }

  #step(step, n) {
    const sign = h("span", { class: "sign", "aria-hidden": "true" }, String(n + 1));
    const go = h("button", { type: "button", class: "go", onclick: () => this.#point(step) });
    const el = h("li", { "data-step": step.id }, sign,
      h("div", {}, h("b", { t: `guide.${step.id}` }), h("p", { t: `guide.${step.id}.how` }), go));
    const later = h("small", { t: "guide.later" });
    return { step, el, sign, go, later };
  }

  /** Reads the phones again. */
  look() {
    const phones = this.page.phones();
    const there = new Set(phones.map((phone) => phone.data.id));
    const kept = Object.entries(this.memory.done).filter(([, id]) => there.has(id));
    const seen = new Map(kept);
    for (const step of STEPS) {
      const teller = !seen.has(step.id) && phones.find((phone) => tells(step, phone));
      if (teller) seen.set(step.id, teller.data.id);
    }
    // A phone that has not told yet what it shows must not cost the page its memory.
    if (seen.size > kept.length) this.#remember({ done: Object.fromEntries(seen) });
    const before = this.done;
    this.done = withEarlier(new Set(seen.keys()));
    this.#draw(phones);
    const fresh = this.steps.filter(({ step }) => this.done.has(step.id) && !before.has(step.id));
    if (fresh.length && this.drawn) announce(t("guide.done", { step: t(`guide.${fresh.at(-1).step.id}`) }));
    this.drawn ||= phones.length > 0 && phones.every((phone) => phone.last);
  }

  #draw(phones) {
    const now = next(this.done);
    this.el.hidden = this.memory.closed || !phones.length;
    this.key.setAttribute("aria-pressed", String(!this.memory.closed));
    label(this.key, this.memory.closed ? "guide.open" : "guide.close");
    tell(this.count, ["guide.count", { n: this.done.size, all: STEPS.length }]);
    this.end.hidden = Boolean(now);
    this.el.classList.toggle("ended", !now);
    const last = STEPS.findLastIndex(({ id }) => this.done.has(id));
    for (const [n, { step, el, sign, go, later }] of this.steps.entries()) {
      const done = this.done.has(step.id);
      el.classList.toggle("done", done);
      el.classList.toggle("now", step === now);
      if (step === now) el.setAttribute("aria-current", "step");
      else el.removeAttribute("aria-current");
      // Passed by: this message no longer shows it, another one will.
      if (!done && step !== now && n < last) go.before(later);
      else later.remove();
      sign.replaceChildren(done ? icon("check") : sign.dataset.n ??= sign.textContent);
      const phone = this.#owner(step);
      go.hidden = step !== now || (step.on !== "clock" && !phone) || (phone && phone === this.page.front());
      tell(go, phone ? ["guide.go", { name: phone.data.name }] : "guide.clock");
    }
  }

  #owner({ on }) {
    return this.page.phones().find(({ data }) => on === (data.role ?? data.audience));
  }

  #point(step) {
    const phone = this.#owner(step);
    if (phone) {
      this.page.go(phone);
      if (!phone.toLastKey()) phone.composer.focus();
    } else this.page.clock.point();
    const el = phone?.el ?? this.page.clock.el;
    el.classList.add("pointed");
    setTimeout(() => el.classList.remove("pointed"), POINTED);
  }

  #unfold() {
    this.all.setAttribute("aria-expanded", String(this.el.classList.toggle("unfolded")));
  }

  toggle() {
    this.#remember({ closed: !this.memory.closed });
    this.look();
    if (this.memory.closed) this.key.focus();
  }

  #remember(news) {
    Object.assign(this.memory, news);
    try {
      localStorage.setItem(MEMORY, JSON.stringify(this.memory));
    } catch {
      // nothing to remember it in
    }
  }
}

/** {closed, done: {step: the phone that told of it}}: a new city has new phones, and starts at the first step. */
function remembered() {
  try {
    const { closed = false, done = {} } = JSON.parse(localStorage.getItem(MEMORY)) ?? {};
    return { closed: Boolean(closed), done: Object(done) };
  } catch {
    return { closed: false, done: {} };
  }
}
