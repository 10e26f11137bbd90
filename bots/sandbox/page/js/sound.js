/** The ring: two soft notes, only when the person has switched sound on. */

const MEMORY = "veche-sandbox-sound";
let audio = null;
let on = false;

try {
  on = localStorage.getItem(MEMORY) === "on";
} catch {
  on = false; // no storage: silence, as by default
}

export const soundOn = () => on;

export function switchSound() {
  on = !on;
  try {
    localStorage.setItem(MEMORY, on ? "on" : "off");
  } catch {
    // nothing to remember it in
  }
  if (on) chime();
  return on;
}

export function chime() {
  if (!on) return;
  audio ??= new AudioContext();
  [[880, 0], [1175, 0.12]].forEach(([pitch, after]) => note(pitch, audio.currentTime + after));
}

function note(pitch, at) {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.12, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.35);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 0.4);
}
