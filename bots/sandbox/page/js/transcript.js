/** The list of messages of one phone: only what changed is redrawn, the reading place is kept. */
import { h, icon, tell } from "./dom.js";
import { messageElement } from "./message.js";
import { dayOf } from "./times.js";

const KEPT = 200; // messages in the page; older ones stay in the sandbox
const NEAR = 80; // pixels from the end that still count as reading the end

export class Transcript {
  constructor(actions, chatLabel) {
    this.actions = actions;
    this.shown = new Map(); // id -> {el, print}
    this.missed = 0;
    this.list = h("ol", { class: "messages" });
    this.dots = h("div", { class: "dots", hidden: true, "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    this.hello = h("div", { class: "hello", hidden: true });
    this.scroll = h("div", { class: "scroll", tabindex: "0", role: "region", named: chatLabel }, this.hello, this.list, this.dots);
    this.pillWords = h("span");
    this.pill = h("button", { type: "button", class: "pill", hidden: true, onclick: () => this.toEnd() }, this.pillWords, icon("down"));
    this.el = h("div", { class: "transcript" }, this.scroll, this.pill);
    this.scroll.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.scroll.addEventListener("keydown", (event) => this.#walk(event));
    this.atEnd = true;
    const stick = new ResizeObserver(() => this.atEnd && this.#jump());
    stick.observe(this.list);
    stick.observe(this.scroll);
  }

  /** Shows these messages; returns the ones that the bot sent and that were not here before. */
  apply(messages, typing) {
    const kept = albums(messages).slice(-KEPT);
    const ids = new Set(kept.map((one) => one.id));
    const focus = this.#focus();
    const fresh = [];
    for (const [id, { el }] of this.shown) {
      if (!ids.has(id)) {
        el.remove();
        this.shown.delete(id);
      }
    }
    let before = null;
    let changed = false;
    kept.forEach((message, n) => {
      const day = n === 0 || dayOf(Date.parse(message.at)) !== dayOf(Date.parse(kept[n - 1].at));
      const { el, isNew, redrawn } = this.#draw(message, day);
      const next = before ? before.nextSibling : this.list.firstChild;
      if (el !== next) this.list.insertBefore(el, next);
      before = el;
      changed ||= redrawn;
      if (isNew && !message.mine) fresh.push(message);
    });
    this.dots.hidden = !typing;
    if (focus) this.#refocus(focus);
    if (this.atEnd) this.#jump();
    return { fresh, changed };
  }

  #draw(message, day) {
    const print = JSON.stringify([message, day]);
    const old = this.shown.get(message.id);
    if (old?.print === print) return { el: old.el, isNew: false, redrawn: false };
    const el = messageElement(message, { day, actions: this.actions });
    if (old) {
      el.classList.add("still"); // an edit does not slide in again
      old.el.replaceWith(el);
    }
    this.shown.set(message.id, { el, print });
    return { el, isNew: !old, redrawn: true };
  }

  /** Draws everything again, for another language or zone. */
  redraw() {
    for (const one of this.shown.values()) one.print = "";
  }

  #focus() {
    const active = document.activeElement;
    const el = active?.closest?.(".message");
    if (!el || !this.list.contains(el)) return null;
    return { id: el.dataset.id, x: active.dataset.x, y: active.dataset.y, onKey: active.classList.contains("key") };
  }

  /** A pressed button is redrawn with its message: the keyboard's user must not fall to the page's top. */
  #refocus({ id, x, y, onKey }) {
    if (document.activeElement && document.activeElement !== document.body) return;
    const el = this.shown.get(id)?.el;
    const key = onKey && (el?.querySelector(`.key[data-x="${x}"][data-y="${y}"]`) ?? el?.querySelector(".key"));
    if (key) key.focus({ preventScroll: true });
    else if (onKey) this.actions.lostFocus();
    else (el ?? this.scroll).focus({ preventScroll: true });
  }

  #jump() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  toEnd() {
    this.atEnd = true;
    this.#jump();
    this.#forget();
  }

  /** Counts messages that arrived below what is being read. */
  miss(count) {
    if (this.atEnd || !count) return;
    this.missed += count;
    tell(this.pillWords, ["chat.new", { n: this.missed }]);
    this.pill.hidden = false;
  }

  #forget() {
    this.missed = 0;
    this.pill.hidden = true;
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroll;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.atEnd) this.#forget();
  }

  #walk(event) {
    const all = [...this.list.children];
    const own = event.target === this.scroll || event.target.classList.contains("message");
    if (!own || !all.length) return;
    const at = all.indexOf(event.target);
    if (event.key === "ArrowUp") (all[(at < 0 ? all.length : Math.max(at, 1)) - 1]).focus();
    else if (event.key === "ArrowDown" && at >= 0) (all[at + 1] ?? all[at]).focus();
    else if (event.key === "Enter" && at >= 0) all[at].querySelector(".more").click();
    else return;
    event.preventDefault();
  }

  /** The last keyboard's first key, for a person who comes up from the text field. */
  lastKey() {
    const keyboards = this.list.querySelectorAll(".inline");
    return keyboards[keyboards.length - 1]?.querySelector(".key") ?? null;
  }
}

/** Telegram sends an album as several messages: here they are one, with all the pictures. */
function albums(messages) {
  const all = [];
  for (const one of messages) {
    const last = all.at(-1);
    if (!one.album || last?.album !== one.album) all.push(one);
    else all[all.length - 1] = {
      ...last,
      media: [...last.media, ...one.media],
      ...(last.text ? {} : { text: one.text, html: one.html }),
      buttons: last.buttons.length ? last.buttons : one.buttons,
      parts: [...(last.parts ?? [last.id]), one.id],
    };
  }
  return all;
}
