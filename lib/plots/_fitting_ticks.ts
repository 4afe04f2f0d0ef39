import { textWidth } from "./_text_width.ts";

/** The room ticks have. */
export interface FittingTicksOptions {
  /** Width of the axis, CSS pixels. */
  readonly room: number;
  /** Writes a tick. */
  label(value: number): string;
  /** Most ticks; default 6. */
  readonly most?: number;
}

const FONT_SIZE = 12;
/** Between two labels, CSS pixels. */
const GAP = 8;

/**
 * Round numbers in a domain, as many as can be labelled side by side; the two ends of the data when no two round ones can.
 */
export function fittingTicks(
  domain: readonly [low: number, high: number],
  options: FittingTicksOptions,
): number[] {
  const [low, high] = domain;
  const { room, label, most = 6 } = options;
  const span = high - low;
  if (!(span > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(span / most));
  const found = [1, 2, 5, 10, 20, 50, 100].map((step) => multiples(step * power, domain))
    .find((ticks) => {
      const step = ((ticks[1] ?? high) - (ticks[0] ?? low)) / span * room;
      const widest = Math.max(
        0,
        ...ticks.map((tick) => textWidth(label(tick), { fontSize: FONT_SIZE })),
      );
      const isExact = new Set(ticks.map(label)).size === ticks.length;
      return ticks.length <= most && isExact && widest + GAP <= step;
    });
  return found === undefined || found.length === 0 ? [low] : found;
}

function multiples(step: number, [low, high]: readonly [number, number]): number[] {
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  // Without the dust of binary fractions, which labels would show; and no negative zero.
  return Array.from(
    { length: Math.max(0, count) },
    (_, k) => Number(((first + k) * step).toPrecision(12)) || 0,
  );
}
