/** Drawn sample photos, so that a newcomer without a pothole at hand can report one. */

const WIDTH = 960;
const HEIGHT = 720;

/** Even noise that is the same each time (mulberry32), so that a sample looks like itself. */
function noise(seed) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let b = Math.imul(a ^ (a >>> 15), 1 | a);
    b = (b + Math.imul(b ^ (b >>> 7), 61 | b)) ^ b;
    return ((b ^ (b >>> 14)) >>> 0) / 4294967296;
  };
}

function fade(ctx, top, bottom, y, height) {
  const colours = ctx.createLinearGradient(0, y, 0, y + height);
  colours.addColorStop(0, top);
  colours.addColorStop(1, bottom);
  ctx.fillStyle = colours;
  ctx.fillRect(0, y, WIDTH, height);
}

function blob(ctx, x, y, rx, ry, colour, random) {
  ctx.beginPath();
  for (let n = 0; n <= 24; n += 1) {
    const angle = (n / 24) * 2 * Math.PI;
    const far = 0.85 + random() * 0.25;
    ctx.lineTo(x + Math.cos(angle) * rx * far, y + Math.sin(angle) * ry * far);
  }
  ctx.closePath();
  ctx.fillStyle = colour;
  ctx.fill();
}

function grain(ctx, y, colours, count, random) {
  for (let n = 0; n < count; n += 1) {
    ctx.fillStyle = colours[Math.floor(random() * colours.length)];
    ctx.fillRect(random() * WIDTH, y + random() * (HEIGHT - y), 2 + random() * 4, 1 + random() * 3);
  }
}

function houses(ctx, random, walls) {
  for (let x = -20; x < WIDTH; x += 190) {
    const top = 70 + random() * 90;
    ctx.fillStyle = walls[Math.floor(random() * walls.length)];
    ctx.fillRect(x, top, 170, 330 - top);
    ctx.fillStyle = "rgba(30,45,70,.55)";
    for (let wy = top + 24; wy < 290; wy += 44) {
      for (let wx = x + 18; wx < x + 150; wx += 38) ctx.fillRect(wx, wy, 20, 26);
    }
  }
}

function street(ctx, random, { night = false } = {}) {
  fade(ctx, night ? "#0b1430" : "#a9cdf0", night ? "#24345e" : "#e9f2fa", 0, 330);
  houses(ctx, random, night ? ["#1b2545", "#222d52"] : ["#d9c7ae", "#c8b6a2", "#d7d3cb"]);
  fade(ctx, night ? "#1e2638" : "#8a8f96", night ? "#141a28" : "#5f646b", 330, HEIGHT - 330);
  ctx.fillStyle = night ? "#2a3350" : "#b9bcc0";
  ctx.fillRect(0, 326, WIDTH, 26);
  grain(ctx, 360, night ? ["#222b40"] : ["#9aa0a6", "#51565c", "#6d7278"], 2600, random);
}

function hole(ctx, random) {
  street(ctx, random);
  blob(ctx, 500, 545, 250, 92, "#45494e", random);
  blob(ctx, 505, 552, 215, 72, "#2b2d30", random);
  blob(ctx, 520, 566, 150, 40, "#6f8496", random);
  grain(ctx, 480, ["#3a3d41", "#787d83"], 300, random);
}

function patch(ctx, random) {
  street(ctx, random);
  ctx.fillStyle = "#33363b";
  ctx.fillRect(250, 455, 500, 185);
  ctx.strokeStyle = "#1f2124";
  ctx.lineWidth = 8;
  ctx.strokeRect(250, 455, 500, 185);
}

function bin(ctx, random) {
  street(ctx, random);
  ctx.fillStyle = "#2f6b4f";
  ctx.fillRect(300, 330, 360, 230);
  ctx.fillStyle = "#24523d";
  for (let x = 330; x < 650; x += 60) ctx.fillRect(x, 345, 14, 200);
  const bags = ["#20242b", "#e7e4dc", "#3c6fa8", "#c98b45"];
  for (let n = 0; n < 16; n += 1) {
    const low = n > 9;
    const x = low ? 200 + random() * 560 : 330 + random() * 300;
    blob(ctx, x, low ? 590 + random() * 50 : 300 + random() * 30, 46, 36, bags[n % bags.length], random);
  }
}

function lamp(ctx, random) {
  street(ctx, random, { night: true });
  ctx.fillStyle = "#4b566e";
  ctx.fillRect(610, 110, 14, 470);
  ctx.fillRect(490, 110, 130, 12);
  ctx.fillStyle = "#7d879c";
  ctx.fillRect(470, 106, 70, 26);
}

const SCENES = { hole, patch, bin, lamp };
export const SAMPLES = Object.keys(SCENES);

/** A JPEG file of the named scene. */
export async function samplePhoto(name) {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  SCENES[name](canvas.getContext("2d"), noise(SAMPLES.indexOf(name) + 7));
  const bytes = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return new File([bytes], `${name}.jpg`, { type: "image/jpeg" });
}
