/** How a picture looks from afar. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  /** Mean colours of fields of a grid, 0 to 255. */
  readonly fields: readonly number[];
};

/** Pictures by their base64 text. */
export type Pictures = ReadonlyMap<string, Picture>;

/** Fields of the grid in each direction. */
const GRID = 8;
/** Shapes may differ by so much: labels take another room with another version of a font. Sizes follow the screen. */
const SHAPE = 0.08;
/** Mean and greatest distance of the fields' colours. */
const MEAN = 6;
const MOST = 48;

/** The same dots, though the files say otherwise by which program they were made. */
export function isSamePicture(a: Picture, b: Picture): boolean {
  return (
    a.width === b.width &&
    a.height === b.height &&
    a.fields.every((field, at) => field === b.fields[at])
  );
}

/** The pictures look alike from afar; lines of a plot may be a little elsewhere. */
export function looksLike(a: Picture, b: Picture): boolean {
  const shape = (a.width * b.height) / (b.width * a.height);
  const apart = a.fields.map((field, at) => Math.abs(field - b.fields[at]));
  return (
    Math.abs(shape - 1) <= SHAPE &&
    apart.reduce((sum, one) => sum + one, 0) <= MEAN * apart.length &&
    Math.max(...apart) <= MOST
  );
}

/** Reads those texts that are PNG files without interlacing; of others only the bytes can be compared. */
export async function readPictures(
  texts: readonly string[]
): Promise<Pictures> {
  const read = texts.map(async text => {
    const picture = await readPicture(text).catch(() => null);
    return picture ? [[text, picture] as const] : [];
  });
  return new Map((await Promise.all(read)).flat());
}

type Header = {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly channels: number;
  /** Colours by number, three bytes each. */
  readonly palette: Uint8Array | null;
};

const CHANNELS: { readonly [type: number]: number } = {
  0: 1,
  2: 3,
  3: 1,
  4: 2,
  6: 4
};
const SIGNATURE = '\u0089PNG';

async function readPicture(base64: string): Promise<Picture | null> {
  const text = atob(base64);
  if (!text.startsWith(SIGNATURE)) {
    return null;
  }
  const bytes = Uint8Array.from(text, char => char.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const parts: Uint8Array[] = [];
  let palette: Uint8Array | null = null;
  for (let at = 8; at + 8 <= bytes.length;) {
    const length = view.getUint32(at);
    const kind = text.slice(at + 4, at + 8);
    const data = bytes.slice(at + 8, at + 8 + length);
    if (kind === 'IDAT') {
      parts.push(data);
    } else if (kind === 'PLTE') {
      palette = data;
    }
    at += 12 + length;
  }
  const [depth, type, , , interlaced] = bytes.slice(24, 29);
  const channels = CHANNELS[type];
  if (channels === undefined || interlaced !== 0 || depth > 8) {
    return null;
  }
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const header = { width, height, depth, channels, palette };
  return overview(header, unfiltered(header, await inflated(parts)));
}

async function inflated(parts: Uint8Array[]): Promise<Uint8Array> {
  const stream = new Blob(parts)
    .stream()
    .pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Each line is told by its distance to its neighbours. */
function unfiltered(header: Header, data: Uint8Array): Uint8Array {
  const { width, height, depth, channels } = header;
  const line = Math.ceil((width * depth * channels) / 8);
  const step = Math.max(1, (depth * channels) >> 3);
  const out = new Uint8Array(line * height);
  for (let y = 0; y < height; y += 1) {
    const filter = data[y * (line + 1)];
    for (let x = 0; x < line; x += 1) {
      const at = y * line + x;
      const left = x >= step ? out[at - step] : 0;
      const up = y > 0 ? out[at - line] : 0;
      const corner = x >= step && y > 0 ? out[at - line - step] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
      out[at] = data[y * (line + 1) + 1 + x] + guess[filter];
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map(one => Math.abs(guess - one));
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function overview(header: Header, pixels: Uint8Array): Picture {
  const { width, height } = header;
  const sums = new Float64Array(GRID * GRID * 3);
  const counts = new Float64Array(GRID * GRID);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const field =
        Math.floor((y * GRID) / height) * GRID + Math.floor((x * GRID) / width);
      colour(header, pixels, x, y).forEach((value, part) => {
        sums[field * 3 + part] += value;
      });
      counts[field] += 1;
    }
  }
  const fields = Array.from(
    sums,
    (sum, at) => sum / counts[Math.floor(at / 3)]
  );
  return { width, height, fields };
}

/** What is seen of a pixel on white. */
function colour(
  { width, depth, channels, palette }: Header,
  pixels: Uint8Array,
  x: number,
  y: number
): readonly number[] {
  const line = Math.ceil((width * depth * channels) / 8);
  const bit = x * depth * channels;
  const at = y * line + (bit >> 3);
  const value = (pixels[at] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
  if (palette) {
    return [...palette.slice(value * 3, value * 3 + 3)];
  }
  const [first, ...more] =
    depth < 8
      ? [(value * 255) / ((1 << depth) - 1)]
      : pixels.subarray(at, at + channels);
  const alpha = (channels % 2 === 0 ? more[more.length - 1] : 255) / 255;
  const seen = channels < 3 ? [first, first, first] : [first, more[0], more[1]];
  return seen.map(one => one * alpha + 255 * (1 - alpha));
}
