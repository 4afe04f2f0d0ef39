import { plotFrame } from "./plot_frame.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";

/** Hours since ingestion and level in micrograms a millilitre. */
const PATIENT = { hours: 16, level: 90 };

/** Level against time on a logarithmic axis, the line from 150 at 4 hours that halves every 4 hours, and one point above it. */
export function drawAcetaminophenChart(): string {
  const place = {
    x: (hour: number) => 80 + (hour - 4) * 23.5,
    y: (level: number) => 352 - Math.log10(level / 4) / Math.log10(500 / 4) * 310,
  };
  const grid = plotFrame([80, 42, 560, 352], {
    x: {
      label: "Hours since ingestion",
      place: place.x,
      ticks: [4, 8, 12, 16, 20, 24].map((hour) => [hour, String(hour)]),
    },
    y: {
      label: "Acetaminophen (mcg/mL), log scale",
      place: place.y,
      ticks: [5, 10, 20, 50, 100, 150, 300, 500].map((level) => [level, String(level)]),
    },
  });
  const end = 150 * 0.5 ** 5;
  const [x, y] = [place.x(PATIENT.hours), place.y(PATIENT.level)];
  return svgPage(
    grid +
      `<path d="M${place.x(4)} ${place.y(150)}L${place.x(24)} ${
        place.y(end)
      }" stroke="#a3242a" stroke-width="2.6"/>` +
      svgText("Treatment line", [place.x(6.6), place.y(150 * 0.5 ** 0.65) + 26], {
        fill: "#a3242a",
        size: 14,
        weight: "bold",
        turn: 26,
      }) +
      `<circle cx="${x}" cy="${y}" r="7" fill="#123d73"/>` +
      svgText("patient", [x + 12, y - 6], { fill: "#123d73", size: 14, weight: "bold" }) +
      svgText("Single ingestion, time known", [80, 24], { fill: "#222", size: 15, weight: "bold" }),
    { width: 590, height: 420, background: "#ffffff", ink: "#555" },
  );
}
