/** Times as people read them, in the product's zone when the clock tells it. */
import { language, t } from "./texts.js";

const MINUTE = 60_000;
let now = () => Date.now(); // the product's clock, once it is known
let zone = null; // an IANA name, or minutes east of UTC, or null for the browser's own

export function learnClock(clock) {
  now = clock;
}

/** Learns the zone from a clock object: `zone` if it has one, else the offset of `now`. */
export function learnZone(clock) {
  const offset = /([+-])(\d\d):?(\d\d)$/.exec(clock.now ?? "");
  if (clock.zone) zone = clock.zone;
  else if (offset && offset[2] + offset[3] !== "0000") {
    zone = (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
  } else zone = null;
}

function format(at, options) {
  const locale = language() === "ru" ? "ru-RU" : "en-GB";
  if (typeof zone === "number") {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(at + zone * MINUTE);
  }
  return new Intl.DateTimeFormat(locale, zone ? { ...options, timeZone: zone } : options).format(at);
}

const HOURS = { hour: "2-digit", minute: "2-digit" };
const DAY = { day: "numeric", month: "long" };

export const timeOf = (at) => format(at, HOURS);
export const dayOf = (at) => format(at, DAY);
export const dayName = (at) => (dayOf(at) === dayOf(now()) ? t("today") : dayOf(at));
export const clockDay = (at) => format(at, { weekday: "short", day: "numeric", month: "long" });
