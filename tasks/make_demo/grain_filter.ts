/**
 * A filter that replaces what it is put on by grain of one color, cut to its shape.
 * `contrast` is how fast the grain goes from clear to opaque, `level` how much of it is seen (0 half, 1 nearly all).
 */
export function grainFilter(
  id: string,
  options: {
    /** Grains a pixel, across and down. */
    readonly frequency: string;
    readonly seed: number;
    /** Red, green, blue, each 0 to 1. */
    readonly color: readonly [number, number, number];
    readonly contrast: number;
    readonly level: number;
  },
): string {
  const { frequency, seed, color, contrast, level } = options;
  const rows = color.map((part) => `0 0 0 0 ${part}`).join(" ");
  return `<filter id="${id}" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">` +
    `<feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="2" seed="${seed}"/>` +
    `<feColorMatrix values="${rows} ${contrast} 0 0 0 ${0.5 * level - 0.5 * contrast + 0.25}"/>` +
    `<feComposite in2="SourceGraphic" operator="in"/></filter>`;
}
