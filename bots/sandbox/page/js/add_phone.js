/** The "add a phone" dialog: whose it is, which messenger, resident or a role of the staff. */
import { ask, choice, field } from "./dialogs.js";
import { h } from "./dom.js";
import { language } from "./texts.js";

const MESSENGERS = [{ value: "max", text: "max" }, { value: "telegram", text: "telegram" }];
const WHO = [{ value: "citizen", text: "citizen", sign: "person" }, { value: "staff", text: "staff", sign: "badge" }];

/** Resolves with the body for POST /sim/phones, or null. */
export function askPhone(roles) {
  const role = h("select", { disabled: true }, roles.map((one) => h("option", { value: one.id },
    language() === "ru" ? one.title_ru : one.title_en)), h("option", { value: "", t: "add.role.none" }));
  const roleField = field("role", "add.role", role);
  roleField.hidden = true;
  const who = choice("audience", WHO, "citizen");
  const note = roles.length ? null : h("p", { class: "note", t: "add.no-roles" });
  if (!roles.length) who.querySelector("[value=staff]").disabled = true;
  who.addEventListener("change", (event) => {
    role.disabled = event.target.value !== "staff";
    roleField.hidden = role.disabled;
  });
  const body = h("div", {},
    field("name", "add.name", h("input", { hint: "add.name.hint", maxlength: "64", autocomplete: "off", autofocus: true })),
    h("p", { class: "note", t: "add.name.note" }),
    h("fieldset", {}, h("legend", { t: "add.messenger" }), choice("messenger", MESSENGERS, "max")),
    h("fieldset", {}, h("legend", { t: "add.who" }), who, note),
    roleField);
  return ask({ title: "add", body, submit: "add.submit", read });
}

function read(form) {
  const given = new FormData(form);
  const body = { messenger: given.get("messenger"), audience: given.get("audience") };
  const name = given.get("name").trim();
  if (name) body.name = name;
  const role = body.audience === "staff" && given.get("role");
  if (role) body.role = role;
  return body;
}
