/** Pixels of one image, row after row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha. */
  readonly channels: number;
  /** Eight bits a channel. */
  readonly data: Uint8Array;
}

/**
 * Makes an image smaller with a Lanczos filter of three lobes, widened by the factor it shrinks by, so that thin lines keep their
 * weight instead of coming and going. Colours count by their alpha.
 */
export function resample(
  source: Raster,
  { width, height }: { readonly width: number; readonly height: number },
): Raster {
  const { channels } = source;
  const across = taps(source.width, width);
  const down = taps(source.height, height);
  const hasAlpha = channels === 2 || channels === 4;
  const pixels = hasAlpha ? premultiplied(source) : source.data;
  const rows = new Float32Array(source.height * width * channels);
  for (let y = 0; y < source.height; y++) {
    const from = y * source.width * channels;
    for (let x = 0; x < width; x++) {
      const { first, weights } = across[x] ?? NO_TAP;
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        let at = from + first * channels + channel;
        for (let n = 0; n < weights.length; n++, at += channels) {
          sum += (weights[n] ?? 0) * (pixels[at] ?? 0);
        }
        rows[(y * width + x) * channels + channel] = sum;
      }
    }
  }
  const stride = width * channels;
  const data = new Uint8Array(height * stride);
  const line = new Float32Array(stride);
  for (let y = 0; y < height; y++) {
    const { first, weights } = down[y] ?? NO_TAP;
    line.fill(0);
    for (let n = 0; n < weights.length; n++) {
      const weight = weights[n] ?? 0;
      const from = (first + n) * stride;
      for (let at = 0; at < stride; at++) {
        line[at] = (line[at] ?? 0) + weight * (rows[from + at] ?? 0);
      }
    }
    write(line, { into: data.subarray(y * stride, (y + 1) * stride), channels, hasAlpha });
  }
  return { width, height, channels, data };
}

/** The source pixels, from `first` on, that make up one pixel. */
interface Tap {
  readonly first: number;
  readonly weights: Float32Array;
}

const NO_TAP: Tap = { first: 0, weights: new Float32Array(0) };
const LOBES = 3;

function taps(from: number, to: number): readonly Tap[] {
  const scale = from / to;
  const reach = LOBES * scale;
  return Array.from({ length: to }, (_, n) => {
    const center = (n + 0.5) * scale;
    const first = Math.max(0, Math.floor(center - reach + 0.5));
    const last = Math.min(from, Math.floor(center + reach + 0.5));
    const weights = Float32Array.from(
      { length: last - first },
      (_, tap) => lanczos((first + tap + 0.5 - center) / scale),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

function lanczos(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= LOBES) return 0;
  const angle = Math.PI * x;
  return LOBES * Math.sin(angle) * Math.sin(angle / LOBES) / (angle * angle);
}

function premultiplied({ data, channels }: Raster): Float32Array {
  const pixels = Float32Array.from(data);
  for (let at = 0; at < pixels.length; at += channels) {
    const alpha = (data[at + channels - 1] ?? 0) / 255;
    for (let channel = 0; channel < channels - 1; channel++) {
      pixels[at + channel] = (pixels[at + channel] ?? 0) * alpha;
    }
  }
  return pixels;
}

function write(
  line: Float32Array,
  { into, channels, hasAlpha }: {
    readonly into: Uint8Array;
    readonly channels: number;
    readonly hasAlpha: boolean;
  },
): void {
  for (let at = 0; at < line.length; at++) {
    const isAlpha = hasAlpha && at % channels === channels - 1;
    const alpha = hasAlpha && !isAlpha ? (line[at - at % channels + channels - 1] ?? 0) / 255 : 1;
    const value = alpha <= 0 ? 0 : (line[at] ?? 0) / alpha;
    into[at] = Math.max(0, Math.min(255, Math.round(value)));
  }
}
