/** The product's clock in the top bar: it ticks, tells working time, and can be moved when it is virtual. */
import { get, post } from "./api.js";
import { h, icon, tell } from "./dom.js";
import { t } from "./texts.js";
import { clockDay, learnClock, learnZone, timeOf } from "./times.js";
import { toast } from "./toasts.js";

const WORKING_DAY = 480; // working minutes
const ASK_EVERY = 5000; // working time begins and ends, and an operator moves the clock, without a word to the page
const MOVES = [
  ["clock.quarter", { minutes: 15 }],
  ["clock.hour", { minutes: 60 }],
  ["clock.working-hour", { minutes: 60, working: true }],
  ["clock.working-day", { minutes: WORKING_DAY, working: true }],
];

export class Clock {
  /** `turned` runs when another day or zone begins. */
  constructor(turned) {
    this.turned = turned;
    learnClock(() => this.now());
    this.time = h("b", { class: "time" }, "--:--");
    this.day = h("span", { class: "date" });
    this.state = h("span", { class: "state" });
    this.face = h("button", { type: "button", class: "face", "aria-expanded": "false", label: "clock", onclick: () => this.#open() },
      icon("clock"), this.time, h("span", { class: "under" }, this.day, this.state));
    this.moves = h("div", { class: "moves", role: "group", named: "clock" }, MOVES.map(([text, body]) => h("button", {
      type: "button", class: "chip", t: text, disabled: true, onclick: () => this.#move(body),
    })));
    this.el = h("div", { class: "clock" }, this.face, this.moves);
    setInterval(() => this.#draw(), 1000);
    setInterval(() => this.#ask(), ASK_EVERY);
  }

  #open() {
    const open = this.el.classList.toggle("open");
    this.face.setAttribute("aria-expanded", String(open));
  }

  /** Shows the keys that move it, and takes the one for a working hour in hand. */
  point() {
    this.el.classList.add("open");
    this.face.setAttribute("aria-expanded", "true");
    this.moves.children[MOVES.findIndex(([text]) => text === "clock.working-hour")].focus();
  }

  close() {
    this.el.classList.remove("open");
    this.face.setAttribute("aria-expanded", "false");
  }

  /** A clock object of the sandbox, or null when there is none. */
  set(clock) {
    const good = clock && !Number.isNaN(Date.parse(clock.now)) ? clock : null;
    this.clock = good;
    this.taken = Date.now();
    if (good) learnZone(good);
    this.el.classList.toggle("real", !good?.virtual);
    this.el.classList.toggle("working", Boolean(good?.working));
    // Without a known working time there is no calendar yet to count working minutes with.
    const calendar = typeof good?.working === "boolean";
    [...this.moves.children].forEach((el, n) => {
      el.disabled = !good?.virtual || (Boolean(MOVES[n][1].working) && !calendar);
    });
    this.#draw();
  }

  now() {
    return this.clock ? Date.parse(this.clock.now) + Date.now() - this.taken : Date.now();
  }

  #draw() {
    const at = this.now();
    const [time, day] = [timeOf(at), clockDay(at)];
    if (this.time.textContent !== time) this.time.textContent = time;
    if (this.day.textContent !== day) {
      this.day.textContent = day;
      this.turned();
    }
    tell(this.state, this.#word());
  }

  #word() {
    if (!this.clock) return "clock.none";
    if (!this.clock.virtual) return "clock.real";
    if (typeof this.clock.working !== "boolean") return "clock.virtual";
    return this.clock.working ? "clock.work" : "clock.rest";
  }

  async #ask() {
    if (!this.clock?.virtual || document.hidden) return;
    const before = this.taken;
    const told = await get("clock").catch(() => null); // the lost stream's banner says enough
    if (told && this.taken === before && !this.el.classList.contains("moving")) this.set(told);
  }

  async #move(body) {
    this.el.classList.add("moving");
    try {
      this.set(await post("clock", body));
      toast(document.body, t("clock.moved", { time: `${clockDay(this.now())}, ${timeOf(this.now())}` }));
    } catch (problem) {
      toast(document.body, problem.message, { bad: true });
    } finally {
      this.el.classList.remove("moving");
    }
  }
}
