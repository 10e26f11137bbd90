/** The bottom of a phone: text field, attachments, commands, reply keyboard, or Start / Unblock instead. */
import { attachMenu, sendPlace } from "./attach.js";
import { h, icon, iconButton, named, tell } from "./dom.js";
import { replyKeyboard } from "./keyboards.js";
import { openMenu } from "./menu.js";
import { Suggestions } from "./suggestions.js";
import { Tray } from "./tray.js";

const TALLEST = 132; // pixels of the text field before it scrolls

export class Composer {
  /** phone: {act(path, body), data, bot, toLastKey()} */
  constructor(phone) {
    this.phone = phone;
    this.target = null; // {kind: "reply" | "edit", message}
    this.print = "";
    this.tray = new Tray(() => this.#grow());
    this.suggestions = new Suggestions(() => this.phone.bot?.commands ?? [], (text) => this.#sendText(text));
    this.text = h("textarea", {
      rows: "1", hint: "write", enterkeyhint: "send", autocomplete: "off",
      oninput: () => this.#typed(), onkeydown: (event) => this.#key(event), onpaste: (event) => this.#paste(event),
    });
    this.suggestions.serve(this.text);
    this.keyboardKey = iconButton("keyboard", "keyboard", () => this.#toggleKeyboard(), "quiet toggle");
    this.commandsKey = h("button", {
      type: "button", class: "commands", label: "commands.label", "aria-haspopup": "menu", onclick: () => this.#commands(),
    }, icon("menu"), h("span", { t: "commands" }));
    this.attachKey = iconButton("clip", "attach", () => this.#attach(), "quiet");
    this.attachKey.setAttribute("aria-haspopup", "menu");
    this.sendKey = h("button", { type: "submit", class: "round send", label: "send" }, icon("send"));
    this.quote = h("div", { class: "quote", hidden: true });
    this.form = h("form", { class: "line", onsubmit: (event) => this.#submit(event) },
      this.commandsKey, this.attachKey, this.text, this.keyboardKey, this.sendKey);
    this.reply = h("div", { class: "reply-place" });
    this.writing = h("div", { class: "writing" }, this.suggestions.el, this.quote, this.tray.el, this.form, this.reply);
    this.gate = h("button", { type: "button", class: "gate", hidden: true, onclick: () => this.#gate() });
    this.el = h("div", { class: "composer" }, this.writing, this.gate);
    this.#grow();
  }

  /** Fits the bottom to the phone: blocked, not started, or talking. */
  show({ blocked, started, keyboard }) {
    const { data, bot } = this.phone;
    this.gateAct = blocked ? "unblock" : "start";
    this.gate.hidden = started && !blocked;
    this.writing.hidden = !this.gate.hidden;
    if (!this.gate.hidden) tell(this.gate, blocked ? "phone.unblock" : startWord(data.messenger));
    named(this.text, ["write.to", { name: data.name }]);
    this.commandsKey.hidden = data.messenger !== "telegram" || !bot?.commands?.length;
    this.#keyboard(keyboard);
  }

  #keyboard(rows) {
    const print = JSON.stringify(rows ?? null);
    this.keyboardKey.hidden = !rows;
    if (print === this.print) return;
    this.print = print;
    this.reply.hidden = !rows;
    this.reply.replaceChildren(...(rows ? [replyKeyboard(rows, (button) => this.#replied(button))] : []));
    this.keyboardKey.setAttribute("aria-pressed", String(Boolean(rows)));
  }

  #toggleKeyboard() {
    this.reply.hidden = !this.reply.hidden;
    this.keyboardKey.setAttribute("aria-pressed", String(!this.reply.hidden));
  }

  async #replied(button) {
    if (button.kind === "contact") await this.phone.act("contact", {});
    else if (button.kind === "place") await this.place();
    else await this.phone.act("say", { text: button.text });
  }

  async #gate() {
    const done = await (this.gateAct === "start" ? this.phone.begin() : this.phone.act(this.gateAct, {}));
    if (done) this.focus();
  }

  #commands() {
    const items = this.phone.bot.commands.map(({ name, description }) => ({
      text: description, hint: `/${name}`, run: () => this.#sendText(`/${name}`),
    }));
    openMenu(this.commandsKey, items, "commands.label");
  }

  #attach() {
    attachMenu(this.attachKey, { tray: this.tray, act: this.phone.act, focus: () => this.focus() });
  }

  focus() {
    (this.gate.hidden ? this.text : this.gate).focus({ preventScroll: true });
  }

  /** Asks for a place and sends it. */
  place() {
    return sendPlace(this.phone.act);
  }

  /** Starts a reply to a message or an edit of it. */
  aim(kind, message, words) {
    this.target = { kind, message };
    const line = h("span", { t: [kind === "edit" ? "editing" : "replying", { text: words }] });
    this.quote.replaceChildren(icon(kind === "edit" ? "edit" : "reply"), line, iconButton("close", "cancel", () => this.#unaim()));
    this.quote.hidden = false;
    if (kind === "edit") this.text.value = message.text ?? "";
    this.#grow();
    this.text.focus();
  }

  #unaim() {
    if (this.target?.kind === "edit") this.text.value = "";
    this.target = null;
    this.quote.hidden = true;
    this.#grow();
    this.text.focus();
  }

  #typed() {
    this.suggestions.offer(this.text.value);
    this.#grow();
  }

  #grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, TALLEST)}px`;
    this.sendKey.disabled = !this.text.value.trim() && !this.tray.files.length;
  }

  #key(event) {
    if (event.isComposing) return;
    if (this.suggestions.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) this.#submit(event);
    else if (event.key === "Escape" && this.target) this.#unaim();
    else if (event.key === "ArrowUp" && !this.text.value && this.phone.toLastKey()) event.preventDefault();
  }

  #paste(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.tray.add(files);
  }

  #submit(event) {
    event.preventDefault();
    if (this.sendKey.disabled) return;
    if (this.tray.files.length) this.#sendFiles();
    else this.#sendText(this.text.value);
  }

  #clear() {
    this.text.value = "";
    this.target = null;
    this.quote.hidden = true;
    this.suggestions.offer("");
    this.#grow();
  }

  async #sendText(text) {
    const { target } = this;
    this.#clear();
    const body = target?.kind === "reply" ? { text, reply_to: target.message.id } : { text };
    const done = target?.kind === "edit"
      ? await this.phone.act("edit", { message: target.message.id, text })
      : await this.phone.act("say", body);
    if (!done && !this.text.value) this.#restore(text);
  }

  async #sendFiles() {
    const text = this.text.value;
    const files = this.tray.take();
    const form = new FormData();
    for (const file of files) form.append("file", file, file.name);
    if (text.trim()) form.append("text", text);
    this.#clear();
    const done = await this.phone.act("media", form);
    if (done) return;
    this.tray.add(files);
    this.#restore(text);
  }

  #restore(text) {
    this.text.value = text;
    this.#grow();
  }
}

const startWord = (messenger) => (messenger === "max" ? "phone.start.max" : "phone.start");
