import { electrocardiogramPaper } from "./electrocardiogram_paper.ts";
import { heartBeat, type Waves } from "./heart_beat.ts";
import type { Point } from "./point.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";
import { tracePath } from "./trace_path.ts";

const MILLIMETRE = 2.6;
const COLUMN_SECONDS = 2.5;
const BEAT_SECONDS = 0.97;

/** Limb leads I and III; the other four follow from them by Einthoven's and Goldberger's equations. */
const LEAD_I: Waves = { p: 0.07, q: 0, r: 0.42, s: -0.06, st: -0.18, t: -0.02 };
const LEAD_III: Waves = { p: 0.06, q: -0.16, r: 0.5, s: 0, st: 0.46, t: 0.28 };
const CHEST: readonly Waves[] = [
  { p: 0.05, q: 0, r: 0.15, s: -0.62, st: 0.2, t: 0.1 },
  { p: 0.06, q: 0, r: 0.28, s: -0.85, st: -0.03, t: 0.26 },
  { p: 0.07, q: 0, r: 0.55, s: -0.7, st: 0, t: 0.3 },
  { p: 0.07, q: -0.03, r: 0.95, s: -0.35, st: 0, t: 0.3 },
  { p: 0.07, q: -0.05, r: 0.95, s: -0.15, st: 0, t: 0.27 },
  { p: 0.07, q: -0.06, r: 0.8, s: -0.06, st: 0.02, t: 0.22 },
];

/** Twelve-lead ECG of an inferior infarction with ST elevation III > II and in V1, depression in I and aVL. */
export function drawElectrocardiogram(): string {
  const width = 680;
  const height = 440;
  const leadII = mix(LEAD_I, 1, LEAD_III, 1);
  const rows = [
    [["I", LEAD_I], ["aVR", mix(LEAD_I, -0.5, leadII, -0.5)], ["V1", CHEST[0]], ["V4", CHEST[3]]],
    [["II", leadII], ["aVL", mix(LEAD_I, 0.5, LEAD_III, -0.5)], ["V2", CHEST[1]], ["V5", CHEST[4]]],
    [["III", LEAD_III], ["aVF", mix(leadII, 0.5, LEAD_III, 0.5)], ["V3", CHEST[2]], [
      "V6",
      CHEST[5],
    ]],
    [["II", leadII]],
  ] as const;
  const leads = rows.flatMap((row, rowIndex) =>
    row.map(([name, waves], column) => {
      const seconds = row.length === 1 ? 4 * COLUMN_SECONDS : COLUMN_SECONDS;
      const x = 15 + column * COLUMN_SECONDS * 25 * MILLIMETRE;
      const y = 72 + rowIndex * 98;
      return trace(waves ?? LEAD_I, { x, y, start: column * COLUMN_SECONDS, seconds }) +
        svgText(name, [x + 4, y - 34], { fill: "#222", size: 13, weight: "bold" });
    })
  );
  const scale = svgText("25 mm/s, 10 mm/mV", [width - 10, height - 8], {
    fill: "#333",
    size: 12,
    anchor: "end",
  });
  return svgPage(
    electrocardiogramPaper({ width, height, millimetre: MILLIMETRE }) + leads.join("") + scale,
    {
      width,
      height,
      background: "#fffafa",
      ink: "#333",
    },
  );
}

function mix(a: Waves, shareA: number, b: Waves, shareB: number): Waves {
  const wave = (key: keyof Waves): number => shareA * a[key] + shareB * b[key];
  return { p: wave("p"), q: wave("q"), r: wave("r"), s: wave("s"), st: wave("st"), t: wave("t") };
}

function trace(
  waves: Waves,
  { x, y, start, seconds }: {
    readonly x: number;
    readonly y: number;
    readonly start: number;
    readonly seconds: number;
  },
): string {
  const points = Array.from({ length: Math.round(seconds * 250) }, (_, index): Point => {
    const at = index / 250;
    const phase = (start + at + 0.45) % BEAT_SECONDS;
    const millivolts = heartBeat(waves, phase - 0.3) + heartBeat(waves, phase - 0.3 - BEAT_SECONDS);
    return [x + at * 25 * MILLIMETRE, y - millivolts * 10 * MILLIMETRE];
  });
  return `<path d="${tracePath(points)}" fill="none" stroke="#1a1a1a" stroke-width="1.3"/>`;
}
