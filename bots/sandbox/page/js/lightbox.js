/** A picture over the whole window; arrows walk through the album, Escape or a click closes. */
import { h, iconButton } from "./dom.js";

export function showPicture(pictures, first) {
  let at = first;
  const image = h("img", { alt: "" });
  const show = (to) => {
    at = (to + pictures.length) % pictures.length;
    image.src = new URL(pictures[at].url, location.href).href;
    image.alt = pictures[at].name ?? "";
  };
  const box = h("dialog", { class: "lightbox" }, image,
    pictures.length > 1 && iconButton("left", "previous", (event) => { event.stopPropagation(); show(at - 1); }, "previous"),
    pictures.length > 1 && iconButton("right", "next", (event) => { event.stopPropagation(); show(at + 1); }, "next"),
    iconButton("close", "close", () => box.close(), "shut"));
  box.addEventListener("click", (event) => (event.target === box || event.target === image) && box.close());
  box.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) show(at + step);
  });
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  show(first);
  box.showModal();
}
