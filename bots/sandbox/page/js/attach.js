/** The "attach" menu of a phone: photo, place, contact, and the less usual things behind "more". */
import { askForward, askPlace } from "./dialogs.js";
import { openMenu } from "./menu.js";
import { samplePhoto, SAMPLES } from "./samples.js";

/** `act(path, body)` sends to the phone's bot. */
export function attachMenu(anchor, { tray, act, focus }) {
  const sample = (name) => ({
    t: `sample.${name}`, icon: "photo",
    run: async () => {
      tray.add([await samplePhoto(name)]);
      if (document.activeElement === anchor) focus(); // drawing takes a moment: the person may be elsewhere
    },
  });
  openMenu(anchor, [
    { t: "attach.media", icon: "photo", run: () => tray.pick() },
    { t: "attach.sample", icon: "spark", run: () => openMenu(anchor, SAMPLES.map(sample), "attach.sample") },
    { t: "attach.place", icon: "pin", run: () => sendPlace(act) },
    { t: "attach.contact", icon: "person", run: () => act("contact", {}) },
    { t: "attach.more", icon: "dots", run: () => openMenu(anchor, unusual(act), "attach.more") },
  ], "attach");
}

function unusual(act) {
  const forged = (kind) => ({ t: `attach.${kind}`, icon: "mask", run: () => act("contact", { forged: kind }) });
  return [
    { t: "attach.voice", icon: "mic", run: () => act("voice", {}) },
    { t: "attach.sticker", icon: "smile", run: () => act("sticker", {}) },
    { t: "attach.poll", icon: "bars", run: () => act("poll", {}) },
    { t: "attach.forward", icon: "forward", run: () => sendForward(act) },
    { heading: "attach.forged" },
    forged("other-user"), forged("bad-hash"), forged("forwarded"),
  ];
}

export async function sendPlace(act) {
  const place = await askPlace();
  if (place) await act("place", place);
}

export async function sendForward(act, quoted) {
  const message = await askForward(quoted);
  if (message) await act("say", message);
}
