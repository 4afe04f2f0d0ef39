import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { accuracyPlot } from "../../lib/plots/accuracy_plot.ts";
import { figureBundle } from "../../lib/plots/figure_bundle.ts";
import { figurePng } from "../../lib/plots/figure_png.ts";
import { saveFigure } from "../../lib/plots/save_figure.ts";
import { accuracyRows } from "./accuracy_rows.ts";

const FIGURE = accuracyPlot(accuracyRows({ runs: ["<m>"], by: "position", groups: [1, 2] }));

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Width and height from a PNG's header. */
function pngSize(png: Uint8Array): readonly [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

Deno.test("saveFigure() writes SVG that stands alone: black on white", () =>
  inFolder(async (folder) => {
    await saveFigure(FIGURE, `${folder}/new/figure.svg`);
    const svg = await Deno.readTextFile(`${folder}/new/figure.svg`);
    assert.match(
      svg,
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]* color="black"><rect width="100%" height="100%" fill="white"\/>/,
    );
    await saveFigure(FIGURE, `${folder}/clear.SVG`, { background: "transparent" });
    assert.doesNotMatch(await Deno.readTextFile(`${folder}/clear.SVG`), /<rect width="100%"/);
  }));

Deno.test("saveFigure() writes PNG of twice the size, or as asked", () =>
  inFolder(async (folder) => {
    await saveFigure(FIGURE, `${folder}/figure.png`);
    assert.deepEqual(pngSize(await Deno.readFile(`${folder}/figure.png`)), [
      2 * FIGURE.width,
      2 * FIGURE.height,
    ]);
    assert.deepEqual(pngSize(figurePng(FIGURE, { scale: 1 })), [FIGURE.width, FIGURE.height]);
  }));

Deno.test("saveFigure() writes an HTML page that follows light and dark, title escaped", () =>
  inFolder(async (folder) => {
    await saveFigure(FIGURE, `${folder}/figure.html`);
    const page = await Deno.readTextFile(`${folder}/figure.html`);
    assert.match(page, /^<!doctype html>/);
    assert.match(page, /<meta name="color-scheme" content="light dark">/);
    assert.match(page, /<title>Accuracy [^<]*\(&lt;m&gt;\)<\/title>/);
    assert.ok(page.includes(FIGURE.html));
  }));

Deno.test("saveFigure() writes the Vega-Lite specification as JSON", () =>
  inFolder(async (folder) => {
    await saveFigure(FIGURE, `${folder}/figure.json`);
    assert.deepEqual(JSON.parse(await Deno.readTextFile(`${folder}/figure.json`)), FIGURE.spec);
  }));

Deno.test("saveFigure() refuses another ending before it writes anything", () =>
  inFolder(async (folder) => {
    for (const name of ["figure.pdf", "figure", "svg"]) {
      await assert.rejects(saveFigure(FIGURE, `${folder}/new/${name}`), {
        name: "RangeError",
        message: /must end in \.svg, \.png, \.html or \.json/,
      });
    }
    assert.deepEqual([...Deno.readDirSync(folder)], []);
  }));

Deno.test("figurePng() refuses a senseless scale", () => {
  assert.throws(() => figurePng(FIGURE, { scale: 0 }), /scale is 0, expected 0\.1 to 10/);
});

Deno.test("figureBundle() as png has its size and no HTML beside it", () => {
  const { data, metadata } = figureBundle(FIGURE, { format: "png" });
  assert.deepEqual(Object.keys(data), ["image/png", "text/plain"]);
  assert.deepEqual(metadata["image/png"], { width: FIGURE.width, height: FIGURE.height });
  assert.deepEqual(pngSize(new Uint8Array(Buffer.from(data["image/png"] ?? "", "base64"))), [
    2 * FIGURE.width,
    2 * FIGURE.height,
  ]);
  const html = figureBundle(FIGURE, { format: "html" });
  assert.equal(html.data["text/html"], FIGURE.html);
  assert.match(
    html.data["text/plain"] ?? "",
    /^\[figure\] Accuracy .*Dot plot of accuracy by position/,
  );
});
