import type { Point } from "./point.ts";
import { seededRandom } from "./seeded_random.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";
import { tracePath } from "./trace_path.ts";

/** Channels with the size of the periodic discharge; the sign turns over where the discharge is largest. */
const CHANNELS: readonly (readonly [name: string, discharge: number])[] = [
  ["Fp1-F7", 0.45],
  ["F7-T3", 1],
  ["T3-T5", -1.05],
  ["T5-O1", -0.4],
  ["Fp2-F8", 0.05],
  ["F8-T4", 0],
  ["T4-T6", 0],
  ["T6-O2", 0],
];
const SECONDS = 9;
const PIXELS_PER_SECOND = 66;

/** Bipolar EEG, left chain above right: sharp discharges about once a second over the left temporal region. */
export function drawElectroencephalogram(): string {
  const width = 680;
  const height = 450;
  const random = seededRandom(2);
  const peaks = Array.from(
    { length: SECONDS + 1 },
    (_, index) => 0.5 + index * 0.98 + 0.07 * random(),
  );
  const rows = CHANNELS.map(([name, discharge], index) => {
    const y = 42 + index * 47 + (index > 3 ? 14 : 0);
    const waves = Array.from(
      { length: 14 },
      () => [3 + 8 * random(), 6.28 * random(), random()] as const,
    );
    const points = Array.from({ length: SECONDS * 110 }, (_, sample): Point => {
      const seconds = sample / 110;
      const rhythm = waves.reduce(
        (sum, [hertz, phase, size]) => sum + size * Math.sin(2 * Math.PI * hertz * seconds + phase),
        0,
      );
      const sharp = peaks.reduce((sum, peak) => sum + sharpWave(seconds - peak), 0);
      return [80 + seconds * PIXELS_PER_SECOND, y + 1.35 * rhythm + 24 * discharge * sharp];
    });
    return svgText(name, [8, y + 5], { fill: "#223", size: 13 }) +
      `<path d="${tracePath(points)}" fill="none" stroke="#18304f" stroke-width="1.1"/>`;
  });
  const grid = Array.from(
    { length: SECONDS + 1 },
    (_, second) => `M${80 + second * PIXELS_PER_SECOND} 12V412`,
  );
  const scale =
    `<path d="M${width - 120} 424h${PIXELS_PER_SECOND}" stroke="#223" stroke-width="2"/>` +
    svgText("1 second", [width - 120, 440], { fill: "#223", size: 12 });
  return svgPage(`<path d="${grid.join("")}" stroke="#dde4ec"/>${rows.join("")}${scale}`, {
    width,
    height,
    background: "#fdfdf8",
    ink: "#334",
  });
}

/** Sharp up, slower back and through the baseline, then a slow wave. */
function sharpWave(seconds: number): number {
  const bump = (center: number, spread: number): number =>
    Math.exp(-(((seconds - center) / spread) ** 2) / 2);
  return 1.25 * bump(0, 0.028) - 0.75 * bump(0.085, 0.04) + 0.35 * bump(0.26, 0.1);
}
