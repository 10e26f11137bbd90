/** The top bar: product name, clock, faults, sound, language, and the button that adds a phone. */
import { h, icon, iconButton, label } from "./dom.js";
import { soundOn, switchSound } from "./sound.js";

/** acts: {clock, faults, guide, add(), language()} */
export function topbar({ clock, faults, guide, add, language }) {
  const sound = h("button", { type: "button", class: "plain sound", onclick: () => drawSound(switchSound()) });
  const drawSound = (on) => {
    label(sound, on ? "sound.off" : "sound.on");
    sound.setAttribute("aria-pressed", String(on));
    sound.replaceChildren(icon(on ? "sound" : "mute"), h("span", { t: on ? "sound.off" : "sound.on" }));
  };
  drawSound(soundOn());
  const faultsKey = h("button", { type: "button", class: "plain faults-key", label: "faults", "aria-expanded": "false", onclick: () => faults.toggle() },
    icon("bolt"), h("span", { t: "faults" }));
  faults.closed = () => {
    faultsKey.setAttribute("aria-expanded", "false");
    faultsKey.focus();
  };
  faultsKey.addEventListener("click", () => faultsKey.setAttribute("aria-expanded", String(!faults.el.hidden)));
  const tools = h("div", { class: "tools", id: "tools" },
    guide.key, faultsKey, sound,
    h("button", { type: "button", class: "plain", label: "language.label", onclick: language }, icon("globe"), h("span", { t: "language" })),
    h("button", { type: "button", class: "soft add", onclick: add }, icon("plus"), h("span", { t: "add" })));
  const toggle = iconButton("dots", "more", () => {
    toggle.setAttribute("aria-expanded", String(tools.classList.toggle("open")));
  }, "quiet tools-key");
  toggle.setAttribute("aria-controls", "tools");
  toggle.setAttribute("aria-expanded", "false");
  const bar = h("header", { class: "topbar" },
    h("h1", { class: "brand" }, h("span", { class: "mark" }, icon("bell")), h("span", { t: "product" }), h("small", { t: "sandbox" })),
    clock.el, tools, toggle, faults.el);
  document.addEventListener("pointerdown", (event) => {
    if (!bar.contains(event.target)) closeAll();
  });
  bar.addEventListener("keydown", (event) => event.key === "Escape" && closeAll());
  function closeAll() {
    tools.classList.remove("open");
    toggle.setAttribute("aria-expanded", "false");
    clock.close();
  }
  return bar;
}
