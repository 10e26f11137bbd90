/** The dialogs: a question, a place, a forwarded message. Native <dialog>: Escape and focus come with it. */
import { h, icon, iconButton } from "./dom.js";
import { t } from "./texts.js";

/** Shows a form in a dialog; resolves with what `read` makes of it, or null when it was closed. */
export function ask({ title, body, submit, danger = false, read }) {
  return new Promise((done) => {
    let answer = null;
    const form = h("form", { method: "dialog", class: "form" },
      h("header", {}, h("h2", { t: title }), iconButton("close", "close", () => box.close())),
      body,
      h("footer", {},
        h("button", { type: "button", class: "plain", t: "cancel", onclick: () => box.close() }),
        h("button", { type: "submit", class: danger ? "solid danger" : "solid", t: submit })));
    const box = h("dialog", { class: "dialog" }, form);
    form.addEventListener("submit", () => {
      answer = read(form);
    });
    box.addEventListener("close", () => {
      box.remove();
      done(answer);
    });
    box.addEventListener("click", (event) => event.target === box && box.close());
    document.body.append(box);
    box.showModal();
  });
}

export function field(name, text, input) {
  return h("label", { class: "field" }, h("span", { t: text }), Object.assign(input, { name }));
}

export function choice(name, options, picked) {
  return h("div", { class: "choices" }, options.map(({ value, text, sign }) => h("label", { class: "choice" },
    h("input", { type: "radio", name, value, checked: value === picked, required: true }),
    h("span", {}, sign && icon(sign), h("span", { t: text })))));
}

export function confirmed(title, submit) {
  return ask({ title, body: "", submit, danger: true, read: () => true });
}

// Points of one small town and one well outside of it, to see how far places are checked.
export const PLACES = [
  ["square", 53.19652, 45.16932], ["yard", 53.19874, 45.17413], ["school", 53.20101, 45.16571],
  ["park", 53.19377, 45.17786], ["stop", 53.19043, 45.16208], ["away", 53.31218, 45.4046],
];

/** Asks for a place; resolves with {lat, lon} or null. */
export function askPlace() {
  const number = (value, most) => h("input", {
    type: "number", step: "any", min: -most, max: most, required: true, value, inputmode: "decimal",
  });
  const lat = number(PLACES[0][1], 90);
  const lon = number(PLACES[0][2], 180);
  const samples = PLACES.map(([name, x, y]) => h("button", {
    type: "button", class: "chip", t: `place.${name}`, "aria-pressed": name === "square",
    onclick: (event) => {
      lat.value = x;
      lon.value = y;
      for (const other of event.currentTarget.parentNode.children) other.setAttribute("aria-pressed", "false");
      event.currentTarget.setAttribute("aria-pressed", "true");
    },
  }));
  const body = h("div", {}, h("div", { class: "chips" }, samples),
    h("div", { class: "pair" }, field("lat", "place.lat", lat), field("lon", "place.lon", lon)));
  return ask({ title: "place.ask", body, submit: "send", read: () => ({ lat: Number(lat.value), lon: Number(lon.value) }) });
}

/** Asks what is forwarded, from whom, and where it was published; resolves with the body of `say` or null. */
export function askForward(quoted) {
  const from = h("input", { required: true, maxlength: "64", value: quoted?.from ?? t("forward.from.value") });
  const text = h("textarea", { required: true, rows: "4" });
  text.value = quoted?.text ?? t("forward.text.value");
  const link = h("input", { type: "url", maxlength: "500", placeholder: "https://t.me/city/512", pattern: "https?://.+" });
  const body = h("div", {}, field("from", "forward.from", from), field("text", "forward.text", text),
    field("link", "forward.link", link), h("p", { class: "note", t: "forward.note" }));
  return ask({
    title: "forward.ask", body, submit: "forward.submit",
    read: () => ({ text: text.value, forward_from: from.value, ...(link.value && { forward_link: link.value }) }),
  });
}
