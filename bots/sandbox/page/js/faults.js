/** The panel that breaks things on purpose: the messenger answers a bot with errors. */
import { post, remove } from "./api.js";
import { field } from "./dialogs.js";
import { h, iconButton } from "./dom.js";
import { t } from "./texts.js";
import { toast } from "./toasts.js";

const KINDS = ["429", "500", "502-html", "timeout", "disconnect", "accept-then-disconnect", "success-false", "401"];
const METHODS = {
  telegram: ["*", "sendMessage", "editMessageText", "answerCallbackQuery", "sendPhoto", "sendMediaGroup", "getUpdates"],
  max: ["*", "POST /messages", "PUT /messages", "POST /answers", "POST /uploads", "GET /updates"],
};

/** bots: () => [{id, name, messenger}] */
export class Faults {
  constructor(bots, closed) {
    this.bots = bots;
    this.closed = closed;
    this.bot = h("select", { required: true, onchange: () => this.#methods() });
    this.method = h("select", {});
    this.kind = h("select", { onchange: () => this.#wait() }, KINDS.map((kind) => h("option", { value: kind, t: `fault.${kind}` })));
    this.times = h("input", { type: "number", min: "1", max: "1000", value: "1", required: true });
    this.wait = h("input", { type: "number", min: "1", max: "600", value: "5", required: true });
    this.waitField = field("retry_after", "faults.wait", this.wait);
    const form = h("form", { class: "form", onsubmit: (event) => this.#submit(event) },
      h("header", {}, h("h2", { t: "faults" }), iconButton("close", "close", () => this.toggle())),
      h("p", { class: "note", t: "faults.about" }),
      field("bot", "faults.bot", this.bot),
      field("method", "faults.method", this.method),
      field("kind", "faults.kind", this.kind),
      h("div", { class: "pair" }, field("times", "faults.times", this.times), this.waitField),
      h("footer", {},
        h("button", { type: "button", class: "plain", t: "faults.clear", onclick: () => this.#clear() }),
        h("button", { type: "submit", class: "solid", t: "faults.submit" })));
    this.el = h("div", { class: "panel", role: "dialog", named: "faults", hidden: true }, form);
    this.el.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle());
  }

  toggle() {
    this.el.hidden = !this.el.hidden;
    if (this.el.hidden) {
      this.closed();
      return;
    }
    const picked = this.bot.value;
    this.bot.replaceChildren(...this.bots().map((bot) => h("option", { value: bot.id }, botTitle(bot))));
    if (picked) this.bot.value = picked;
    this.#methods();
    this.#wait();
    this.bot.focus();
  }

  #methods() {
    const { messenger } = this.bots().find((bot) => bot.id === this.bot.value) ?? { messenger: "telegram" };
    this.method.replaceChildren(...METHODS[messenger].map((name) => (
      name === "*" ? h("option", { value: "*", t: "faults.any" }) : h("option", { value: name }, name))));
  }

  #wait() {
    this.waitField.hidden = this.kind.value !== "429";
    this.wait.disabled = this.waitField.hidden;
  }

  async #submit(event) {
    event.preventDefault();
    const body = { bot: this.bot.value, method: this.method.value, kind: this.kind.value, times: Number(this.times.value) };
    if (!this.waitField.hidden) body.retry_after = Number(this.wait.value);
    await this.#tell(post("faults", body), () => t("faults.done", { kind: t(`fault.${body.kind}`), n: body.times }));
  }

  async #clear() {
    await this.#tell(remove("faults"), () => t("faults.cleared"));
  }

  async #tell(asked, words) {
    try {
      await asked;
      toast(document.body, words());
    } catch (problem) {
      toast(document.body, problem.message, { bad: true });
    }
  }
}

const botTitle = (bot) => `${bot.name} · ${t(bot.messenger)}`;
