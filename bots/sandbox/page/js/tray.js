/** Pictures and videos chosen but not sent yet: from the picker, dropped, or pasted. */
import { h, iconButton } from "./dom.js";

const LIMIT = 10; // an album holds no more

export class Tray {
  constructor(changed) {
    this.changed = changed;
    this.files = [];
    this.picker = h("input", {
      type: "file", accept: "image/*,video/*", multiple: true, hidden: true, onchange: () => this.#picked(),
    });
    this.row = h("div", { class: "thumbs" });
    this.el = h("div", { class: "tray", hidden: true }, this.row, this.picker);
  }

  pick() {
    this.picker.click();
  }

  #picked() {
    this.add(this.picker.files);
    this.picker.value = "";
  }

  add(list) {
    this.files.push(...[...list].slice(0, LIMIT - this.files.length));
    this.#draw();
  }

  /** Hands the files over and empties the tray. */
  take() {
    const taken = this.files;
    this.files = [];
    this.#draw();
    return taken;
  }

  #draw() {
    for (const el of this.row.querySelectorAll("img, video")) URL.revokeObjectURL(el.src);
    this.row.replaceChildren(...this.files.map((file, n) => this.#thumb(file, n)));
    this.el.hidden = this.files.length === 0;
    this.changed();
  }

  #thumb(file, n) {
    const seen = /^(image|video)\//.exec(file.type)?.[1];
    const picture = seen
      ? h(seen === "image" ? "img" : "video", { src: URL.createObjectURL(file), alt: "" })
      : h("span", { class: "name" }, file.name);
    const drop = () => {
      this.files.splice(n, 1);
      this.#draw();
    };
    return h("div", { class: "thumb" }, picture, iconButton("close", ["attach.remove", { name: file.name }], drop));
  }
}

/** Makes a whole phone a place to drop files on; `line` appears while they hover over it. */
export function takeDrops(el, line, tray) {
  let depth = 0;
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  const show = (by) => {
    depth = Math.max(0, depth + by);
    line.hidden = depth === 0;
  };
  el.addEventListener("dragenter", (event) => carries(event) && show(1));
  el.addEventListener("dragleave", (event) => carries(event) && show(-1));
  el.addEventListener("dragover", (event) => carries(event) && event.preventDefault());
  el.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    show(-depth);
    tray.add(event.dataTransfer.files);
  });
}
