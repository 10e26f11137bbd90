/** The way of one message through the city, and by what is read on the phones it is known how far it has come. */

const NUMBER = String.raw`(?:№|No\.)\s*\d+`;
const says = (words) => new RegExp(words.replaceAll("{n}", NUMBER), "u");

/**
 * `on` is where to look next: whose phone, or the clock; `seen` is what the bots then say, to whom.
 * The words are the product's own, in both languages; a test holds them to its texts.
 */
export const STEPS = [
  {
    id: "report", on: "citizen",
    seen: { citizen: says("^✅ (?:Сообщение {n} принято|Message {n} is in)"), curator: says("^🆕 .*{n}") },
  },
  { id: "assign", on: "curator", seen: { executor: says("^🛠.*(?:поручено {n}|{n} is )") } },
  { id: "remind", on: "clock", seen: { staff: says("^⏰") } },
  { id: "draft", on: "executor", seen: { curator: says("^👀 .*{n}") } },
  { id: "approve", on: "curator", seen: { citizen: says("^✅ (?:Ответ на сообщение|The answer to message) {n}") } },
  {
    id: "rate", on: "citizen",
    seen: { citizen: says("^(?:Спасибо! Рады|Спасибо за честную|Что было не так|Thank you! Glad|Thank you for being|What was wrong)") },
  },
  { id: "miss", on: "clock", seen: { staff: says(String.raw`^🔴 .*{n}|^⏰[^]*(?:в срок|in time): \d`) } },
];

/** Of these a later one cannot have happened without the earlier. */
const CHAIN = ["report", "assign", "draft", "approve", "rate"];

/** Whether what this phone shows tells that the step has happened. */
export function tells(step, phone) {
  const { audience, role } = phone.data;
  const words = step.seen[role] ?? step.seen[audience];
  return Boolean(words) && (phone.last?.messages ?? []).some((one) => !one.mine && words.test(one.text ?? ""));
}

/** Adds to the steps that were seen those that must have come before them. */
export function withEarlier(seen) {
  const last = CHAIN.findLastIndex((id) => seen.has(id));
  return new Set([...seen, ...CHAIN.slice(0, last + 1)]);
}

/** The step to do next: the first one after the last that was done, else the first that was left out. */
export function next(done) {
  const last = STEPS.findLastIndex(({ id }) => done.has(id));
  return STEPS.slice(last + 1).find(({ id }) => !done.has(id)) ?? STEPS.find(({ id }) => !done.has(id));
}
