/** Starts the page: state, phones and events of the sandbox, put together. */
import { askPhone } from "./add_phone.js";
import { get, listen, post } from "./api.js";
import { Clock } from "./clock.js";
import { h, icon, tell } from "./dom.js";
import { Faults } from "./faults.js";
import { Guide } from "./guide.js";
import { Phone } from "./phone.js";
import { narrow, Tabs } from "./tabs.js";
import { retell, switchLanguage, t } from "./texts.js";
import { toast } from "./toasts.js";
import { topbar } from "./topbar.js";

const phones = new Map();
let state = { bots: [], phones: [], coming: false, roles: [], clock: null };

const stage = h("main", { class: "stage", named: "phones" });
const tabs = new Tabs(stage, () => guide.look());
const banner = h("div", { class: "banner", role: "alert", hidden: true }, icon("bolt"), h("span", { t: "offline" }));
const clock = new Clock(() => phones.forEach((phone) => phone.retell()));
const faults = new Faults(() => state.bots, () => {});
const guide = new Guide({ phones: () => [...phones.values()], front: () => tabs.front, go: (phone) => tabs.go(phone), clock });
const emptyTitle = h("h2");
const emptyKeys = h("div", { class: "nothing-keys" }, h("p", { t: "phones.empty.text" }),
  h("button", { type: "button", class: "solid", t: "phones.set", onclick: makeSet }),
  h("button", { type: "button", class: "plain", t: "add", onclick: add }));
const empty = h("div", { class: "nothing", role: "status", hidden: true }, h("span", { class: "mark" }, icon("bell")),
  emptyTitle, emptyKeys);

const page = {
  bot: (phone) => state.bots.find((bot) => bot.messenger === phone.messenger && bot.audience === phone.audience),
  botNamed: (username, messenger) => state.bots.find((bot) => bot.messenger === messenger && bot.username === username),
  role: (id) => state.roles.find((role) => role.id === id),
  changed: count,
  shown: () => guide.look(),
  reach: (phone) => phone.el.scrollIntoView({ inline: "nearest", block: "nearest" }),
  gone: drop,
  watched: (phone) => document.hasFocus() && (phone.el.contains(document.activeElement) || (narrow() && tabs.current() === phone)),
  follow,
};

function count() {
  const all = [...phones.values()];
  all.forEach((phone, n) => phone.number(n + 1));
  tabs.draw(all);
  guide.look();
  const unread = all.reduce((sum, phone) => sum + phone.unread, 0);
  document.title = unread ? `(${unread}) ${t("title")}` : t("title");
}

async function load() {
  state = await get("state");
  clock.set(state.clock);
  const ids = new Set(state.phones.map((phone) => phone.id));
  for (const [id, phone] of phones) if (!ids.has(id)) drop(phone);
  for (const data of state.phones) show(data);
  lookEmpty();
  count();
}

/** An empty table offers phones, unless the first ones are on their way. */
function lookEmpty() {
  empty.hidden = phones.size > 0;
  emptyKeys.hidden = state.coming;
  tell(emptyTitle, state.coming ? "phones.coming" : "phones.empty");
}

function show(data) {
  const known = phones.get(data.id);
  if (known) {
    known.update(data);
    return known;
  }
  const phone = new Phone(data, page);
  phones.set(data.id, phone);
  stage.append(phone.el);
  phone.refresh();
  return phone;
}

function drop(phone) {
  phone.el.remove();
  phones.delete(phone.data.id);
  lookEmpty();
  count();
}

async function make(body) {
  try {
    const phone = show(await post("phones", body));
    empty.hidden = true;
    count();
    tabs.go(phone);
    return phone;
  } catch (problem) {
    toast(document.body, problem.message, { bad: true });
    return null;
  }
}

/** The five phones that the main story needs; staff only where the product offers these roles. */
async function makeSet(event) {
  const key = event.currentTarget;
  key.disabled = true; // a second press would make as many more
  const first = [["max", null, "resident-max"], ["max", "curator", "curator"],
    ["telegram", "executor", "executor"], ["telegram", null, "resident-telegram"], ["max", "head", "head"]];
  for (const [messenger, role, name] of first) {
    const who = role ? { audience: "staff", role } : { audience: "citizen" };
    if (!role || page.role(role)) await make({ messenger, name: t(`set.${name}`), ...who });
  }
  key.disabled = false;
}

async function add() {
  const body = await askPhone(state.roles);
  const phone = body && (await make({ ...body, ...samePerson(body) }));
  phone?.composer.focus();
}

/** A name that lies on the table in the other messenger: one person, one number, two phones. */
function samePerson({ name, messenger }) {
  const same = (one) => one.data.name === name && one.data.messenger !== messenger;
  const known = [...phones.values()].find(same);
  return known ? { user_id: known.data.user_id } : {};
}

/** Follows a deep link: on the phone of the same person that holds that bot, or on a new one. */
async function follow(from, bot, payload) {
  const same = (one) => one.data.user_id === from.data.user_id && one.data.messenger === bot.messenger && one.data.audience === bot.audience;
  const { name, user_id: person } = from.data;
  const phone = [...phones.values()].find(same)
    ?? (await make({ name, messenger: bot.messenger, audience: bot.audience, user_id: person }));
  if (!phone) return;
  tabs.go(phone);
  await phone.begin(payload ? { payload } : {});
}

function changeLanguage() {
  switchLanguage();
  for (const phone of phones.values()) phone.retell();
  clock.set(clock.clock);
  count();
}

function told(event) {
  if (event.phone !== undefined) phones.get(event.phone)?.refresh(event.rev);
  if (event.state) reload();
  if (event.clock) clock.set(event.clock);
}

/** State and transcripts anew; a failure is no news here, the stream's own loss shows the banner. */
async function reload() {
  await load().catch(() => {});
}

async function opened() {
  banner.hidden = true;
  await reload();
  await Promise.all([...phones.values()].map((phone) => phone.refresh()));
}

/** Alt+1 ... Alt+9 go to the phone of that number. */
document.addEventListener("keydown", (event) => {
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  const phone = event.altKey && digit && [...phones.values()][digit - 1];
  if (!phone) return;
  event.preventDefault();
  tabs.go(phone);
  phone.composer.focus();
});

const ground = h("div", { class: "ground" }, tabs.el, stage);
document.body.append(topbar({ clock, faults, guide, add, language: changeLanguage }), banner,
  h("div", { class: "table" }, guide.el, ground));
stage.append(empty);
retell();
count();
listen({ opened, lost: () => { banner.hidden = false; }, told });
