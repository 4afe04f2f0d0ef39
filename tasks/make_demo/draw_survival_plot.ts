import { plotFrame } from "./plot_frame.ts";
import type { Point } from "./point.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";
import { tracePath } from "./trace_path.ts";

const MONTHS = 36;
const STEPS = 72;

/** Kaplan-Meier curves of two invented regimens: P crosses one half at 16 months, Q at 8. */
export function drawSurvivalPlot(): string {
  const place = {
    x: (month: number) => 76 + month * 13.6,
    y: (share: number) => 350 - share * 310,
  };
  const grid = plotFrame([76, 30, 576, 350], {
    x: {
      label: "Months since start",
      place: place.x,
      ticks: [0, 4, 8, 12, 16, 20, 24, 28, 32, 36].map((month) => [month, String(month)]),
    },
    y: {
      label: "Alive without progression",
      place: place.y,
      ticks: [0, 0.25, 0.5, 0.75, 1].map((share) => [share, `${share * 100}%`]),
    },
  });
  const curve = (median: number, color: string): string => {
    const points = steps(median).map(([month, share]): Point => [place.x(month), place.y(share)]);
    return `<path d="${tracePath(points)}" fill="none" stroke="${color}" stroke-width="2.6"/>`;
  };
  const half = `<path d="M76 ${place.y(0.5)}H576" stroke="#777" stroke-dasharray="5 4"/>`;
  return svgPage(
    grid + half + curve(16, "#0b5fa5") + curve(8, "#c2571a") +
      svgText("Regimen P", [place.x(26.5), place.y(0.4)], {
        fill: "#0b5fa5",
        size: 15,
        weight: "bold",
      }) +
      svgText("Regimen Q", [place.x(10.8), place.y(0.1)], {
        fill: "#c2571a",
        size: 15,
        weight: "bold",
      }) +
      svgText("Invented data", [570, 22], { fill: "#555", anchor: "end" }),
    { width: 600, height: 420, background: "#ffffff", ink: "#555" },
  );
}

/** A falling staircase that passes one half exactly at the median. */
function steps(median: number): readonly Point[] {
  const corners: Point[] = [[0, 1]];
  for (let index = 1; index <= STEPS; index++) {
    const month = index * MONTHS / STEPS;
    const before = corners.at(-1)?.[1] ?? 1;
    // The small lift keeps the curve just above one half until the median itself.
    const share = 0.5 ** ((month / median) ** 1.15) - (month === median ? 0.004 : 0);
    corners.push([month, before], [month, share]);
  }
  return corners;
}
