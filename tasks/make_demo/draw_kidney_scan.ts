import { blurFilter } from "./blur_filter.ts";
import { grainFilter } from "./grain_filter.ts";
import { svgPage } from "./svg_page.ts";
import { svgText } from "./svg_text.ts";

/** Coronal CT without contrast: stone in the right ureter, with the ureter above it and the renal pelvis dilated. */
export function drawKidneyScan(): string {
  const width = 560;
  const height = 560;
  const vertebrae = Array.from(
    { length: 9 },
    (_, index) =>
      `<rect x="252" y="${
        40 + index * 46
      }" width="56" height="38" rx="7" fill="#e4e4e4" filter="url(#slight)"/>`,
  );
  const body = [
    `<path d="M92 0C70 120 66 260 84 380C94 450 120 520 140 560H420C440 520 466 450 476 380C494 260 490 120 468 0Z" ` +
    `fill="#4c4c4c" filter="url(#slight)"/>`,
    `<path d="M116 0C96 120 94 260 112 380C122 450 150 520 168 560H392C410 520 438 450 448 380C466 260 464 120 444 0Z" ` +
    `fill="#777" filter="url(#soft)"/>`,
    `<path d="M134 0H426C446 120 444 260 428 370C410 440 380 500 360 540H200C180 500 150 440 132 370C116 260 114 120 134 0Z" ` +
    `fill="#474747" filter="url(#soft)"/>`,
    `<path d="M130 20C180 0 260 10 262 60C230 120 190 150 136 150C122 110 120 60 130 20Z" fill="#959595" filter="url(#slight)"/>`,
    `<path d="M386 30C424 40 434 90 420 130C396 140 372 110 370 80C370 56 374 36 386 30Z" fill="#929292" filter="url(#slight)"/>`,
    `<path d="M252 210C226 300 200 400 190 470L232 480C250 400 262 300 268 230ZM308 210C334 300 360 400 370 470L328 480` +
    `C310 400 298 300 292 230Z" fill="#8b8b8b" filter="url(#slight)"/>`,
    ...vertebrae,
    `<path d="M134 430C150 400 190 420 214 470C220 510 200 540 170 552ZM426 430C410 400 370 420 346 470C340 510 360 540 390 552Z" ` +
    `fill="#dedede" filter="url(#slight)"/>`,
    rightKidney(),
    leftKidney(),
    `<ellipse cx="280" cy="510" rx="62" ry="34" fill="#6a6a6a" filter="url(#slight)"/>`,
    `<path d="M140 0H420C446 120 444 260 428 370L360 540H200L132 370C116 260 114 120 140 0Z" fill="#fff" ` +
    `filter="url(#grain)" opacity="0.14"/>`,
    svgText("R", [24, 34], { fill: "#f2f2f2", size: 22, weight: "bold" }),
    svgText("L", [520, 34], { fill: "#f2f2f2", size: 22, weight: "bold" }),
  ];
  const defs = blurFilter("slight", 1.2) + blurFilter("soft", 3) +
    grainFilter("grain", {
      frequency: "0.5",
      seed: 12,
      color: [1, 1, 1],
      contrast: 1.6,
      level: 0.2,
    });
  return svgPage(body.join(""), { width, height, background: "#050505", ink: "#f0f0f0", defs });
}

/** Swollen kidney with dark wide calices; the dark wide ureter ends at a white stone. */
function rightKidney(): string {
  return `<path d="M206 176C160 150 126 200 130 262C134 322 172 356 204 336C222 322 214 300 206 286C200 262 202 240 210 222` +
    `C220 204 222 186 206 176Z" fill="#a2a2a2" filter="url(#slight)"/>` +
    `<path d="M228 262C214 232 196 222 184 204C172 206 166 218 172 230C160 234 154 246 160 258C154 270 160 286 172 288` +
    `C174 304 186 312 196 304C208 296 216 290 222 292L232 300L226 352H240L242 300C244 284 238 274 228 262Z" fill="#6a6a6a" ` +
    `filter="url(#slight)"/><ellipse cx="232" cy="360" rx="9" ry="12" fill="#ffffff"/>`;
}

/** Normal kidney: bright fat in its hollow, fine ureter. */
function leftKidney(): string {
  return `<path d="M358 176C396 154 426 196 424 254C422 306 390 336 362 320C346 308 352 290 358 278C364 256 362 236 354 220` +
    `C344 202 344 186 358 176Z" fill="#a2a2a2" filter="url(#slight)"/>` +
    `<path d="M346 250C360 240 372 222 382 222C388 240 384 252 388 262C382 276 366 270 352 264Z" fill="#3e3e3e" filter="url(#slight)"/>` +
    `<path d="M346 258C334 290 330 340 326 420" fill="none" stroke="#8f8f8f" stroke-width="4" filter="url(#slight)"/>`;
}
