import { type NativeImage, nativeImage } from 'electron';

/** Pixels a side at a scale of 1. */
const SIDE = process.platform === 'darwin' ? 18 : 16;

/** Three staves held by a hoop, as [left, top, right, bottom] of a square of 16. */
const SHAPES = [
  [2, 2, 5, 14],
  [6.5, 1, 9.5, 15],
  [11, 2, 14, 14],
  [1, 6.5, 15, 9],
] as const;

const SAMPLES = 4;

/** How much of a pixel the shapes cover, 0 to 255. */
function coverage(x: number, y: number, scale: number): number {
  let inside = 0;
  for (let i = 0; i < SAMPLES * SAMPLES; i += 1) {
    const px = (x + ((i % SAMPLES) + 0.5) / SAMPLES) * scale;
    const py = (y + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) * scale;
    if (SHAPES.some(([left, top, right, bottom]) => px >= left && px < right && py >= top && py < bottom)) inside += 1;
  }
  return Math.round((inside * 255) / (SAMPLES * SAMPLES));
}

/** Premultiplied BGRA, as Electron takes bitmaps on little-endian machines. */
function bitmap(side: number, colour: readonly [red: number, green: number, blue: number]): Buffer {
  const pixels = Buffer.alloc(side * side * 4);
  for (let i = 0; i < side * side; i += 1) {
    const alpha = coverage(i % side, Math.floor(i / side), 16 / side);
    const [red, green, blue] = colour.map((part) => Math.round((part * alpha) / 255));
    pixels.set([blue ?? 0, green ?? 0, red ?? 0, alpha], i * 4);
  }
  return pixels;
}

/** The tray's icon: black for macOS, which colours it itself, and a grey that shows on light and dark bars elsewhere. */
export function trayIcon(): NativeImage {
  const isTemplate = process.platform === 'darwin';
  const colour = isTemplate ? ([0, 0, 0] as const) : ([0x8a, 0x8f, 0x98] as const);
  const image = nativeImage.createEmpty();
  for (const scaleFactor of [1, 2]) {
    const side = SIDE * scaleFactor;
    image.addRepresentation({ scaleFactor, width: side, height: side, buffer: bitmap(side, colour) });
  }
  image.setTemplateImage(isTemplate);
  return image;
}
