/** Calls to the person side of the sandbox, and its stream of events. */
import { known, language, t } from "./texts.js";

/** A refusal in words that can be shown; `status` 0 means that nobody answered. */
export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

export async function call(method, path, body) {
  const form = body instanceof FormData;
  const options = { method, headers: {} };
  if (body !== undefined) {
    options.body = form ? body : JSON.stringify(body);
    if (!form) options.headers["Content-Type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(`sim/${path}`, options);
  } catch {
    throw new Refused(t("offline.send"), 0);
  }
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(reason(data.error, answer.status), answer.status);
  return data;
}

/** The sandbox's own sentence where it is in the page's language, else ours for such a status. */
function reason(told, status) {
  const sentence = typeof told === "string" && !/^[a-z0-9.-]+$/.test(told); // else a bare code
  if (sentence && (language() === "en" || /[а-яё]/i.test(told))) return told;
  return t(known(`failed.${status}`) ? `failed.${status}` : "failed");
}

export const get = (path) => call("GET", path);
export const post = (path, body = {}) => call("POST", path, body);
export const remove = (path) => call("DELETE", path);

const FIRST_WAIT = 500;
const LONGEST_WAIT = 5000;

/** Listens for ever; `opened` runs at every (re)connection, `lost` when the stream breaks. */
export function listen({ opened, lost, told }) {
  let wait = FIRST_WAIT;
  const connect = () => {
    const stream = new EventSource("sim/events");
    stream.onopen = () => {
      wait = FIRST_WAIT;
      opened();
    };
    stream.onmessage = (event) => told(JSON.parse(event.data));
    stream.onerror = () => {
      // The browser's own retry is slow after a refusal and absent after an HTTP error: ours is even.
      stream.close();
      lost();
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
  };
  connect();
}
