import { blobPath } from "./blob_path.ts";
import { seededRandom } from "./seeded_random.ts";
import { svgText } from "./svg_text.ts";
import { ultrasoundField } from "./ultrasound_field.ts";

/** Cross-section of the temporal artery: small colored lumen inside a dark, thick, even wall. */
export function drawArteryUltrasound(): string {
  const random = seededRandom(29);
  const wall = blobPath([280, 208], { radius: [88, 78], wobble: 0.04, random });
  const lumen = blobPath([280, 208], { radius: [42, 37], wobble: 0.06, random });
  const flow = blobPath([284, 206], { radius: [24, 20], wobble: 0.12, random });
  const echoes = `<rect y="24" width="560" height="46" fill="#bdbdbd" filter="url(#soft)"/>` +
    `<rect y="70" width="560" height="60" fill="#5c5c5c" filter="url(#soft)"/>` +
    `<path d="M0 300C160 282 400 282 560 300V470H0Z" fill="#7e7e7e" filter="url(#soft)"/>` +
    `<path d="M0 340C180 326 380 326 560 342V356C380 340 180 340 0 354Z" fill="#ededed" filter="url(#soft)"/>` +
    `<path d="M0 360H560V470H0Z" fill="#111" opacity="0.7" filter="url(#soft)"/>` +
    `<path d="${wall}" fill="#101010" stroke="#9a9a9a" stroke-width="3"/>`;
  const bar = Array.from(
    { length: 10 },
    (_, index) =>
      `<rect x="448" y="${60 + index * 11}" width="16" height="11" fill="${
        index < 5
          ? `rgb(${250 - index * 34},${90 - index * 16},20)`
          : `rgb(10,${20 + (index - 5) * 24},${90 + (index - 5) * 38})`
      }"/>`,
  );
  const overlay =
    `<path d="${lumen}" fill="#c81e1e"/><path d="${flow}" fill="#f2a33a" opacity="0.85" filter="url(#soft)"/>` +
    bar.join("") +
    `<path d="M192 208h46M322 208h46" stroke="#f4e04d" stroke-width="2" stroke-dasharray="4 3"/>` +
    svgText("1.1 mm", [120, 213], { fill: "#f4e04d", size: 15, weight: "bold" }) +
    svgText("1.1 mm", [380, 213], { fill: "#f4e04d", size: 15, weight: "bold" });
  return ultrasoundField(echoes, { shape: "rectangle", seed: 25, overlay });
}
