import { plotFrame } from "./plot_frame.ts";
import type { Point } from "./point.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";
import { tracePath } from "./trace_path.ts";

const READINGS: readonly Point[] = [[0, 48], [8, 43], [16, 37], [24, 31], [32, 24], [40, 18], [
  48,
  13,
]];

/** Bedside chart: vital capacity falls in 48 hours from 48 to 13 mL/kg, below the dashed line at 20. */
export function drawVitalCapacity(): string {
  const place = { x: (hour: number) => 76 + hour * 9.6, y: (volume: number) => 330 - volume * 5.2 };
  const grid = plotFrame([76, 44, 552, 330], {
    x: {
      label: "Hours since admission",
      place: place.x,
      ticks: READINGS.map(([hour]) => [hour, String(hour)]),
    },
    y: {
      label: "Vital capacity (mL/kg)",
      place: place.y,
      ticks: [0, 10, 20, 30, 40, 50].map((volume) => [volume, String(volume)]),
    },
  });
  const points = READINGS.map(([hour, volume]): Point => [place.x(hour), place.y(volume)]);
  return svgPage(
    grid +
      `<path d="M76 ${
        place.y(20)
      }H552" stroke="#b3261e" stroke-width="2" stroke-dasharray="7 5"/>` +
      svgText("20 mL/kg", [84, place.y(20) - 7], { fill: "#b3261e", weight: "bold" }) +
      `<path d="${tracePath(points)}" fill="none" stroke="#1f4e79" stroke-width="2.6"/>` +
      points.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="5" fill="#1f4e79"/>`).join("") +
      READINGS.map(([hour, volume]) =>
        svgText(String(volume), [place.x(hour) + 9, place.y(volume) + (volume < 20 ? 22 : -9)], {
          fill: "#1f4e79",
          weight: "bold",
        })
      ).join("") +
      svgText("Vital capacity, bedside", [76, 24], { fill: "#222", size: 15, weight: "bold" }),
    { width: 580, height: 400, background: "#ffffff", ink: "#555" },
  );
}
