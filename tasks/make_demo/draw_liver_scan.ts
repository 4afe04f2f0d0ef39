import { blobPath } from "./blob_path.ts";
import { blurFilter } from "./blur_filter.ts";
import { grainFilter } from "./grain_filter.ts";
import { seededRandom } from "./seeded_random.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";

/** Axial contrast CT of the upper abdomen: three dark lesions in the liver, nothing else abnormal. */
export function drawLiverScan(): string {
  const width = 580;
  const height = 440;
  const random = seededRandom(31);
  const lesions = ([[150, 178, 34], [216, 262, 24], [258, 150, 17]] as const).map(
    ([x, y, radius]) => {
      const rim = blobPath([x, y], { radius: [radius + 5, radius + 4], wobble: 0.06, random });
      const core = blobPath([x, y], { radius: [radius, radius * 0.92], wobble: 0.08, random });
      return `<path d="${rim}" fill="#8d8d8d" filter="url(#soft)"/><path d="${core}" fill="#565656" filter="url(#soft)"/>`;
    },
  );
  const ribs = [[62, 150], [46, 236], [84, 322], [150, 376], [518, 150], [534, 236], [496, 322], [
    430,
    376,
  ]].map((
    [x = 0, y = 0],
  ) =>
    `<ellipse cx="${x}" cy="${y}" rx="8" ry="17" fill="#f6f6f6" transform="rotate(${
      ((x - 290) * (y - 220)) / -620
    } ${x} ${y})"/>`
  );
  const body = [
    `<ellipse cx="290" cy="222" rx="276" ry="190" fill="#4a4a4a" filter="url(#slight)"/>`,
    `<ellipse cx="290" cy="222" rx="252" ry="168" fill="#8a8a8a" filter="url(#soft)"/>`,
    `<ellipse cx="290" cy="218" rx="238" ry="152" fill="#3c3c3c" filter="url(#soft)"/>`,
    ...ribs,
    `<path d="M70 232C60 140 140 76 240 74C320 72 372 96 392 118C380 140 340 148 316 166C300 190 292 214 276 240` +
    `C252 300 190 352 132 338C90 322 74 280 70 232Z" fill="#a6a6a6" filter="url(#slight)"/>`,
    `<path d="M206 120C214 160 204 190 190 226M250 112C248 140 262 160 282 168M176 250C160 270 150 290 150 310" ` +
    `fill="none" stroke="#c4c4c4" stroke-width="5" stroke-linecap="round" filter="url(#slight)"/>`,
    ...lesions,
    `<path d="M392 112C450 104 500 150 500 200C496 236 446 246 414 226C384 204 366 150 392 112Z" fill="#7c7c7c" ` +
    `filter="url(#slight)"/><path d="M402 124C446 116 480 146 482 172H388C386 152 390 136 402 124Z" fill="#070707" ` +
    `filter="url(#slight)"/>`,
    `<path d="M508 238C520 290 484 346 440 348C430 320 452 262 508 238Z" fill="#b2b2b2" filter="url(#slight)"/>`,
    `<ellipse cx="400" cy="320" rx="26" ry="32" fill="#b8b8b8" filter="url(#slight)"/>`,
    `<path d="M252 316H318C330 340 320 362 306 366L286 402L266 366C250 362 240 340 252 316Z" fill="#f2f2f2"/>`,
    `<circle cx="286" cy="372" r="9" fill="#8f8f8f"/>`,
    `<circle cx="312" cy="290" r="18" fill="#dedede" filter="url(#slight)"/>`,
    `<ellipse cx="256" cy="284" rx="19" ry="13" fill="#b4b4b4" filter="url(#slight)"/>`,
    `<ellipse cx="290" cy="222" rx="252" ry="168" fill="#fff" filter="url(#grain)" opacity="0.16"/>`,
    svgText("R", [18, 34], { fill: "#f2f2f2", size: 20, weight: "bold" }),
    svgText("L", [546, 34], { fill: "#f2f2f2", size: 20, weight: "bold" }),
  ];
  const defs = blurFilter("slight", 1.2) + blurFilter("soft", 3) +
    grainFilter("grain", {
      frequency: "0.5",
      seed: 9,
      color: [1, 1, 1],
      contrast: 1.6,
      level: 0.2,
    });
  return svgPage(body.join(""), { width, height, background: "#050505", ink: "#f0f0f0", defs });
}
