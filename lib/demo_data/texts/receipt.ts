import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";
import type { Random } from "../random.ts";

const WIDTH = 132;
const HEIGHT = 220;
/** Colours of the pixels 0 to 5: paper, shade of paper, ink, faint ink, two for the sign above. */
const PALETTE = [0xfbf8f0, 0xefeadd, 0x2b2b33, 0x8a8a92, 0x2f6f8f, 0xc9772f];

/** A small picture of a receipt, drawn line by line: a PNG in base64. */
export function receipt(random: Random): string {
  const pixels = new Uint8Array(WIDTH * HEIGHT);
  const box = (x: number, y: number, width: number, height: number, colour: number) => {
    for (let row = y; row < Math.min(HEIGHT, y + height); row++) {
      pixels.fill(colour, row * WIDTH + x, row * WIDTH + Math.min(WIDTH, x + width));
    }
  };
  for (let place = 0; place < pixels.length; place++) pixels[place] = random.chance(0.12) ? 1 : 0;
  const sign = random.int(4, 5);
  box(44, 10, 44, 16, sign);
  box(50, 15, 32, 6, 0);
  for (let y = 40; y < random.int(120, 170); y += 11) {
    words(random, 10, y, 62, 2, box);
    box(WIDTH - 10 - random.int(14, 24), y, 14, 5, 2);
  }
  box(10, 184, WIDTH - 20, 1, 3);
  words(random, 10, 190, 40, 2, box);
  box(WIDTH - 40, 189, 30, 8, sign);
  words(random, 20, 206, 90, 3, box);
  return png(pixels).toString("base64");
}

type Box = (x: number, y: number, width: number, height: number, colour: number) => void;

/** A line of writing that is too small to be read. */
function words(random: Random, from: number, y: number, length: number, ink: number, box: Box) {
  for (let x = from; x < from + length;) {
    const width = random.int(2, 5);
    box(x, y + random.int(0, 1), width, random.int(3, 5), ink);
    x += width + (random.chance(0.2) ? 4 : 1);
  }
}

/** https://www.w3.org/TR/png-3/: a header, a palette, the rows each after a filter byte of 0. */
function png(pixels: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc((WIDTH + 1) * HEIGHT);
  for (let row = 0; row < HEIGHT; row++) {
    rows.set(pixels.subarray(row * WIDTH, (row + 1) * WIDTH), row * (WIDTH + 1) + 1);
  }
  const palette = Buffer.from(PALETTE.flatMap((rgb) => [rgb >> 16, (rgb >> 8) & 255, rgb & 255]));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("PLTE", palette),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
