/** One phone: whose it is, the chat with its bot, ringing, and everything its person can do. */
import { get, post, remove } from "./api.js";
import { sendForward } from "./attach.js";
import { Composer } from "./composer.js";
import { confirmed } from "./dialogs.js";
import { h, icon, iconButton, label, tell } from "./dom.js";
import { openLink } from "./links.js";
import { openMenu } from "./menu.js";
import { summary } from "./message.js";
import { chime } from "./sound.js";
import { language, t } from "./texts.js";
import { announce, toast } from "./toasts.js";
import { Transcript } from "./transcript.js";
import { takeDrops } from "./tray.js";

const BUSY_MOST = 10_000; // ms a pressed key waits for an answer
const RING = 900; // ms
const TYPING_LASTS = 5200; // ms: the typing sign fades in silence, so it is asked after

export class Phone {
  /** page: {bot(phone), role(id), changed(), shown(), reach(phone), watched(phone)} */
  constructor(data, page) {
    this.data = data;
    this.page = page;
    this.unread = data.unread ?? 0;
    this.unseen = new Set(); // ids of messages among them
    this.rev = -1;
    this.busy = null;
    this.act = this.act.bind(this);
    this.transcript = new Transcript({
      press: (message, y, x, el) => this.#press(message, y, x, el),
      menu: (message, anchor) => this.#messageMenu(message, anchor),
      lostFocus: () => this.composer.focus(),
    }, ["chat", { name: data.name }]);
    this.composer = new Composer(this);
    this.#build();
    this.update(data);
    this.#drawBadge();
  }

  get bot() {
    return this.page.bot(this.data);
  }

  #build() {
    this.avatar = h("span", { class: "avatar", "aria-hidden": "true" });
    this.name = h("h2", {});
    this.about = h("p", {});
    this.badge = h("span", { class: "badge", hidden: true });
    this.menuKey = iconButton("dots", "phone.menu", () => this.#menu(), "quiet");
    this.menuKey.setAttribute("aria-haspopup", "menu");
    this.botName = h("b", {});
    this.botState = h("span", {});
    const line = h("div", { class: "drop", hidden: true }, h("span", {}, icon("photo"), h("span", { t: "chat.drop" })));
    this.helloName = h("b", {});
    this.transcript.hello.append(h("span", { class: "mark" }, icon("bell")), this.helloName, h("p", { t: "phone.hello" }));
    this.screen = h("div", { class: "screen" },
      h("div", { class: "chat-head" }, h("span", { class: "bot-sign" }, icon("bell")), h("div", {}, this.botName, this.botState),
        h("span", { class: "brand-word", t: this.data.messenger })),
      this.transcript.el, this.composer.el, line);
    this.el = h("section", { class: `phone ${this.data.messenger}`, "data-phone": this.data.id },
      h("header", { class: "owner" }, this.avatar, h("div", { class: "who" }, this.name, this.about), this.badge, this.menuKey),
      this.screen);
    takeDrops(this.screen, line, this.composer.tray);
    for (const event of ["pointerdown", "focusin", "wheel"]) {
      this.el.addEventListener(event, () => this.seen(), { passive: true });
    }
    this.el.addEventListener("click", () => this.page.reach(this), { capture: true }); // before a menu finds its place
  }

  /** New facts about the phone itself. */
  update(data) {
    this.data = data;
    this.el.setAttribute("aria-label", `${data.name}, ${t(data.messenger)}`);
    this.avatar.textContent = initials(data.name);
    this.avatar.style.setProperty("--hue", hue(data.name));
    this.name.textContent = data.name;
    this.about.textContent = `${this.roleName()} · ${t(data.messenger)}`;
    this.about.title = data.number ?? "";
    this.botName.textContent = this.bot?.name ?? "";
    this.helloName.textContent = this.botName.textContent;
    this.#bottom();
  }

  roleName() {
    const role = this.page.role(this.data.role);
    if (role) return language() === "ru" ? role.title_ru : role.title_en;
    return t(this.data.audience);
  }

  #bottom() {
    const { blocked } = this.data;
    this.composer.show({ blocked, started: this.begun || !this.last || this.last.messages.length > 0, keyboard: this.last?.keyboard });
    const typing = this.last?.typing && !blocked;
    tell(this.botState, blocked ? "phone.blocked" : typing ? "typing" : "bot");
    const empty = Boolean(this.last) && !this.last.messages.length;
    this.screen.classList.toggle("empty", empty);
    this.transcript.hello.hidden = !empty;
  }

  /** Fetches the transcript; several wishes at once become one more fetch. */
  async refresh(rev = Infinity) {
    if (rev <= this.rev) return;
    if (this.fetching) {
      this.again = true;
      return;
    }
    this.fetching = true;
    try {
      do {
        this.again = false;
        this.#apply(await get(`phones/${this.data.id}/transcript`));
      } while (this.again);
    } catch (problem) {
      if (problem.status && problem.status !== 404) toast(this.screen, problem.message, { bad: true });
    } finally {
      this.fetching = false;
    }
  }

  #apply(transcript) {
    const first = this.rev < 0;
    const toasted = !first && transcript.toast && transcript.toast.at !== this.last.toast?.at;
    this.rev = transcript.rev;
    clearTimeout(this.typingEnd);
    if (transcript.typing) this.typingEnd = setTimeout(() => this.refresh(), TYPING_LASTS);
    this.last = transcript;
    const { fresh, changed } = this.transcript.apply(transcript.messages, transcript.typing);
    this.#bottom();
    if (toasted) toast(this.screen, transcript.toast.text);
    if (changed || toasted) this.#rest();
    this.#forget(transcript.messages);
    if (!first && fresh.length) this.#arrived(fresh);
    this.page.shown();
  }

  /** What the bot took back before it was read is no news any more. */
  #forget(messages) {
    const there = new Set(messages.map((one) => one.id));
    const gone = [...this.unseen].filter((id) => !there.has(id) && this.unseen.delete(id));
    if (!gone.length) return;
    this.unread -= gone.length;
    this.#badge();
  }

  #arrived(messages) {
    this.transcript.miss(messages.length);
    announce(t("chat.said", { name: this.data.name, text: summary(messages[messages.length - 1]) }));
    if (this.page.watched(this)) return;
    this.unread += messages.length;
    for (const { id } of messages) this.unseen.add(id);
    this.#badge();
    chime();
    this.el.classList.remove("ringing");
    void this.el.offsetWidth; // starts the shaking anew
    this.el.classList.add("ringing");
    clearTimeout(this.ringEnd);
    this.ringEnd = setTimeout(() => this.el.classList.remove("ringing"), RING);
  }

  #badge() {
    this.#drawBadge();
    this.page.changed();
  }

  #drawBadge() {
    this.badge.hidden = this.unread === 0;
    this.badge.textContent = String(this.unread);
    if (this.unread) label(this.badge, ["phone.unread", { n: this.unread }]);
    this.el.classList.toggle("unread", this.unread > 0);
  }

  seen() {
    if (!this.unread) return;
    this.unread = 0;
    this.unseen.clear();
    this.#badge();
  }

  /** Does something as this person; gives the sandbox's answer, or null for a refusal, which the phone shows. */
  async act(path, body) {
    try {
      const done = await post(`phones/${this.data.id}/${path}`, body);
      this.transcript.toEnd();
      this.refresh(done.rev);
      return done;
    } catch (problem) {
      toast(this.screen, problem.message, { bad: true });
      return null;
    }
  }

  /** Presses Start; MAX shows nothing of it, so the text field appears even before the bot has answered. */
  async begin(body = {}) {
    const done = await this.act("start", body);
    this.begun ||= Boolean(done);
    this.#bottom();
    return done;
  }

  async #press(message, row, column, el) {
    const button = message.buttons[row][column];
    if (button.kind === "url") openLink(button.url, this);
    else if (button.kind === "contact") await this.act("contact", {});
    else if (button.kind === "place") await this.composer.place();
    else if (button.kind === "clipboard") await this.copy(button.copy ?? button.text);
    else {
      this.#wait(el);
      if (!(await this.act("press", { message: message.id, row, column }))) this.#rest();
    }
  }

  #wait(el) {
    this.#rest();
    el.classList.add("busy");
    el.setAttribute("aria-busy", "true");
    this.busy = { el, timer: setTimeout(() => this.#rest(), BUSY_MOST) };
  }

  #rest() {
    if (!this.busy) return;
    clearTimeout(this.busy.timer);
    this.busy.el.classList.remove("busy");
    this.busy.el.removeAttribute("aria-busy");
    this.busy = null;
  }

  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => {});
    toast(this.screen, t("copied"));
  }

  toLastKey() {
    const key = this.transcript.lastKey();
    key?.focus();
    return Boolean(key);
  }

  #menu() {
    const blocked = this.data.blocked;
    openMenu(this.menuKey, [
      { t: "phone.restart", icon: "restart", run: () => this.begin() },
      { t: blocked ? "phone.unblock" : "phone.block", icon: "block", run: () => this.act(blocked ? "unblock" : "block", {}) },
      { t: "phone.remove", icon: "trash", danger: true, run: () => this.#remove() },
    ], "phone.menu");
  }

  async #remove() {
    if (!(await confirmed(["phone.remove.ask", { name: this.data.name }], "phone.remove.yes"))) return;
    try {
      await remove(`phones/${this.data.id}`);
      this.page.gone(this);
    } catch (problem) {
      toast(this.screen, problem.message, { bad: true });
    }
  }

  #messageMenu(message, anchor) {
    const words = summary(message);
    const own = message.mine && [
      message.text && { t: "message.edit", icon: "edit", run: () => this.composer.aim("edit", message, words) },
      { t: "message.delete", icon: "trash", danger: true, run: () => this.#delete(message) },
    ];
    const quoted = { text: message.text || words, from: message.mine ? this.data.name : this.bot?.name };
    openMenu(anchor, [
      { t: "message.reply", icon: "reply", run: () => this.composer.aim("reply", message, words) },
      message.text && { t: "message.copy", icon: "copy", run: () => this.copy(message.text) },
      { t: "message.forward", icon: "forward", run: () => sendForward(this.act, quoted) },
      ...(own || []),
    ].filter(Boolean), "message.menu");
  }

  async #delete({ id, parts = [id] }) {
    for (const message of parts) await this.act("delete", { message });
  }

  /** Its number on the table, for the keyboard: Alt and the digit lead here. */
  number(n) {
    const shortcut = n < 10 ? `Alt+${n}` : "";
    this.name.title = shortcut;
    this.el.setAttribute("aria-keyshortcuts", shortcut);
  }

  /** Writes everything again in the current language. */
  retell() {
    this.update(this.data);
    if (!this.last) return;
    this.transcript.redraw();
    this.transcript.apply(this.last.messages, this.last.typing);
  }
}

const initials = (name) => name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => word[0].toUpperCase()).join("");

function hue(name) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 360;
  return String(sum);
}
