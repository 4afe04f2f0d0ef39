import { electrocardiogramPaper } from "./electrocardiogram_paper.ts";
import { heartBeat, type Waves } from "./heart_beat.ts";
import type { Point } from "./point.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";
import { tracePath } from "./trace_path.ts";

const MILLIMETRE = 3.6;
const SINUS: Waves = { p: 0.09, q: -0.04, r: 0.85, s: -0.2, st: 0.02, t: 0.38 };
/** Seconds at which the three normal beats, an early beat, and the tachycardia come. */
const BEATS: readonly number[] = [0.4, 1.72];
const EARLY = 2.2;
const ONSET = 2.42;

/** Monitor strip: slow beats with a QT interval of 0.58 s, an early beat on the T wave, then a twisting tachycardia. */
export function drawTwistingTachycardia(): string {
  const width = 680;
  const height = 240;
  const points = Array.from(
    { length: Math.round(width / (25 * MILLIMETRE) * 250) },
    (_, index): Point => {
      const seconds = index / 250;
      return [seconds * 25 * MILLIMETRE, 112 - millivolts(seconds) * 10 * MILLIMETRE];
    },
  );
  return svgPage(
    electrocardiogramPaper({ width, height, millimetre: MILLIMETRE }) +
      `<path d="${tracePath(points)}" fill="none" stroke="#1a1a1a" stroke-width="1.5"/>` +
      svgText("Monitor, lead II", [8, 20], { fill: "#222", size: 14, weight: "bold" }) +
      svgText("25 mm/s, 10 mm/mV", [width - 10, height - 8], {
        fill: "#333",
        size: 12,
        anchor: "end",
      }),
    { width, height, background: "#fffafa", ink: "#333" },
  );
}

function millivolts(seconds: number): number {
  const sinus = BEATS.reduce(
    (sum, beat) => sum + heartBeat(SINUS, seconds - beat, { qt: 0.58 }),
    0,
  );
  const early = 1.1 * Math.exp(-(((seconds - EARLY) / 0.05) ** 2) / 2);
  if (seconds < ONSET) return sinus + early;
  const since = seconds - ONSET;
  const phase = 2 * Math.PI * 3.9 * since;
  const twist = Math.cos(Math.PI * since / 1.45);
  const size = Math.min(1, since / 0.25) * (0.35 + 0.95 * Math.abs(twist));
  // The sharp side of each wave points up or down as the axis turns.
  return sinus + early + size * (Math.sin(phase) - 0.42 * twist * Math.cos(2 * phase)) * 0.95;
}
