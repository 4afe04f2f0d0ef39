import assert from "node:assert/strict";
import type { FigureOptions } from "../../lib/plots/figure.ts";
import { EVERY_FIGURE } from "./every_figure.ts";
import { overlapping, textBoxes } from "./text_boxes.ts";

/** A column of a printed page, 89 mm. */
const COLUMN = 336;
const VEGA = [
  "accuracyPlot",
  "leaderboardPlot",
  "forestPlot",
  "heatmapPlot",
  "survivalPlot",
  "hazardPlot",
  "effectsPlot",
  "ladderPlot",
  "errorTypesPlot",
];

for (const [name, draw] of Object.entries(EVERY_FIGURE)) {
  const hasVega = VEGA.some((one) => name.startsWith(one));
  const cases = [COLUMN, 692].flatMap((width) => [
    { width, backend: "plot" } as const,
    ...(hasVega ? [{ width, backend: "vega-lite" } as const] : []),
  ]);
  for (const { width, backend } of cases) {
    Deno.test(`${name}, ${backend}, ${width} px: as wide as asked, no text on another or outside`, () => {
      const figure = draw({ width, backend });
      assert.equal(figure.width, width);
      assert.equal(figure.svg.match(/^<svg [^>]*?width="(\d+)"/)?.[1], String(width));
      const boxes = textBoxes(figure.svg);
      assert.deepEqual(overlapping(boxes), []);
      const outside = boxes.filter(({ x1, x2, y1, y2 }) =>
        x1 < -1 || x2 > width + 1 || y1 < -1 || y2 > figure.height + 1
      );
      assert.deepEqual(outside, []);
    });
  }

  Deno.test(`${name}: no number is broken over lines`, () => {
    const texts = textBoxes(draw({ width: COLUMN }).svg).map(({ text }) => text.trim());
    for (const text of texts) {
      assert.doesNotMatch(text, /^[.,]\d|[+−(]$/, text);
    }
  });

  Deno.test(`${name}: marks say what they are when the pointer rests on them`, () => {
    const { svg } = draw({});
    if (/^(specification|calibration|power)Plot/.test(name)) return;
    assert.match(svg, /<(circle|path|rect|line)\b[^>]*><title>[^<]+<\/title>/);
    assert.ok(svg.length < 1_500_000, `${svg.length}`);
  });

  const options: FigureOptions = { backend: "vega-lite" };
  Deno.test(`${name}: ${hasVega ? "is drawn by" : "refuses"} Vega-Lite`, () => {
    if (hasVega) assert.notEqual(draw(options).spec, null);
    else {
      assert.throws(() => draw(options), {
        name: "RangeError",
        message: `This figure has no Vega-Lite form, expected the backend "plot"; ` +
          `those that have one: ${VEGA.join(", ")}`,
      });
    }
  });
}

Deno.test("tooltips hold what a row names, as text", () => {
  const { svg } = EVERY_FIGURE["itemMapPlot"]?.({}) ?? { svg: "" };
  assert.match(svg, /<title>case-10, q1 · [^<]* correlation with the rest −0\.40 · n 12 · key: A/);
  const nasty = `<img src=x onerror="a"> & 'b'`;
  const hostile = EVERY_FIGURE["leaderboardPlot"]?.({}, [nasty, "b"]).svg ?? "";
  assert.match(hostile, /<title>&lt;img src=x onerror=(?:"|&quot;)a(?:"|&quot;)(?:>|&gt;) &amp; /);
  assert.doesNotMatch(hostile, /<img/);
});
