import { plotFrame } from "./plot_frame.ts";
import type { Point } from "./point.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";
import { tracePath } from "./trace_path.ts";

const FREQUENCIES: readonly string[] = ["125", "250", "500", "1000", "2000", "4000", "8000"];
/** Thresholds in decibels, in order of frequency. */
const RIGHT: readonly number[] = [10, 10, 5, 10, 10, 15, 15];
const LEFT: readonly number[] = [60, 60, 55, 40, 25, 20, 20];
/** Bone conduction is measured from 250 to 4000 hertz. */
const LEFT_BONE: readonly number[] = [58, 53, 38, 24, 19];

const RED = "#c0262d";
const BLUE = "#1d4fa3";

/** Audiogram: left low-frequency sensorineural loss, right ear normal. */
export function drawAudiogram(): string {
  const place = {
    x: (octave: number) => 96 + octave * 68,
    y: (decibels: number) => 58 + (decibels + 10) * 2.3,
  };
  const grid = plotFrame([78, 58, 522, 358], {
    x: {
      label: "Frequency (Hz)",
      place: place.x,
      ticks: FREQUENCIES.map((text, octave) => [octave, text]),
    },
    y: {
      label: "Hearing level (dB)",
      place: place.y,
      ticks: [-10, 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120].map((
        decibels,
      ) => [decibels, String(decibels)]),
    },
  });
  const at = (levels: readonly number[], first = 0): readonly Point[] =>
    levels.map((decibels, index) => [place.x(index + first), place.y(decibels)]);
  const circles = at(RIGHT).map(([x, y]) =>
    `<circle cx="${x}" cy="${y}" r="7" fill="#fff" stroke="${RED}" stroke-width="2.2"/>`
  );
  const crosses = at(LEFT).map(([x, y]) =>
    `<path d="${cross([x, y])}" stroke="${BLUE}" stroke-width="2.4"/>`
  );
  const bones = at(LEFT_BONE, 1).map(([x, y]) =>
    `<path d="M${x + 10} ${y - 8}h6v16h-6" fill="none" stroke="${BLUE}" stroke-width="2"/>`
  );
  const line = (levels: readonly number[], color: string): string =>
    `<path d="${tracePath(at(levels))}" fill="none" stroke="${color}" stroke-width="2"/>`;
  return svgPage(
    grid + line(RIGHT, RED) + line(LEFT, BLUE) + circles.join("") + crosses.join("") +
      bones.join("") + legend(),
    { width: 560, height: 430, background: "#ffffff", ink: "#555" },
  );
}

function cross([x, y]: Point): string {
  return `M${x - 6} ${y - 6}l12 12M${x - 6} ${y + 6}l12 -12`;
}

function legend(): string {
  return `<circle cx="90" cy="26" r="7" fill="#fff" stroke="${RED}" stroke-width="2.2"/>` +
    svgText("right, air", [104, 31], { fill: RED, size: 14 }) +
    `<path d="${cross([206, 26])}" stroke="${BLUE}" stroke-width="2.4"/>` +
    svgText("left, air", [220, 31], { fill: BLUE, size: 14 }) +
    `<path d="M312 18h6v16h-6" fill="none" stroke="${BLUE}" stroke-width="2"/>` +
    svgText("left, bone (masked)", [328, 31], { fill: BLUE, size: 14 });
}
