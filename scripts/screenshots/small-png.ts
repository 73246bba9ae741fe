import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const COLOURS = 256;

/** A screenshot with 256 colours in place of millions: a third of the size, and the same to the eye. */
export function smallPng(png: Buffer): Buffer {
  const { width, height, pixels } = decode(png);
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const byCount = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
  const palette = byCount.slice(0, COLOURS);
  const places = new Map(byCount.map((colour) => [colour, nearest(palette, colour)]));
  // Each line begins with the number of its filter: none.
  const lines = Buffer.alloc((width + 1) * height);
  pixels.forEach((colour, at) => {
    const line = Math.floor(at / width);
    lines[line * (width + 1) + 1 + (at % width)] = places.get(colour) ?? 0;
  });
  return encode(width, height, palette, lines);
}

const channels = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255] as const;

function nearest(palette: readonly number[], colour: number): number {
  const [red, green, blue] = channels(colour);
  let best = 0;
  let least = Infinity;
  palette.forEach((candidate, place) => {
    const [r, g, b] = channels(candidate);
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) [best, least] = [place, distance];
  });
  return best;
}

/** Reads what Chromium writes: 8 bits a channel, red, green, blue and perhaps alpha, not interlaced. */
function decode(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
  const parts: Buffer[] = [];
  for (let at = SIGNATURE.length; at < png.length; at += png.readUInt32BE(at) + 12) {
    const content = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(content);
  }
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const size = { 2: 3, 6: 4 }[png.readUInt8(25)];
  if (size === undefined || png.readUInt8(24) !== 8 || png.readUInt8(28) !== 0)
    throw new Error('Not a PNG of the kind that Chromium writes.');
  const data = unfiltered(inflateSync(Buffer.concat(parts)), width * size, size);
  const pixels = new Uint32Array(width * height);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = data.readUIntBE(at * size, 3);
  return { width, height, pixels };
}

/** PNG specification, 9: each byte is kept as its difference from what stands left of it, above it, or both. */
function unfiltered(lines: Buffer, stride: number, size: number): Buffer {
  const height = lines.length / (stride + 1);
  const data = Buffer.alloc(height * stride);
  const byte = (line: number, at: number) =>
    line < 0 || at < 0 ? 0 : (data[line * stride + at] ?? 0);
  for (let line = 0; line < height; line += 1) {
    const filter = lines[line * (stride + 1)];
    for (let at = 0; at < stride; at += 1) {
      const left = byte(line, at - size);
      const above = byte(line - 1, at);
      const corner = at < size ? 0 : byte(line - 1, at - size);
      const predicted = [0, left, above, (left + above) >> 1, paeth(left, above, corner)];
      const kept = lines[line * (stride + 1) + 1 + at] ?? 0;
      data[line * stride + at] = kept + (predicted[filter ?? 0] ?? 0);
    }
  }
  return data;
}

function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const [a, b, c] = [left, above, corner].map((value) => Math.abs(estimate - value)) as [
    number,
    number,
    number,
  ];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

function encode(width: number, height: number, palette: readonly number[], lines: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const chunk = (type: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
