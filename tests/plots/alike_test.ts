import assert from "node:assert/strict";
import * as plots from "../../mod.ts";
import { accuracyPlot } from "../../lib/plots/accuracy_plot.ts";
import type { Figure, PlotRow } from "../../lib/plots/figure.ts";
import { flipPlot } from "../../lib/plots/flip_plot.ts";
import { forestPlot } from "../../lib/plots/forest_plot.ts";
import { judgePlot } from "../../lib/plots/judge_plot.ts";
import { shortcutPlot } from "../../lib/plots/shortcut_plot.ts";
import { accuracyRows, STAGES } from "./accuracy_rows.ts";
import { EVERY_FIGURE } from "./every_figure.ts";
import { differenceRows } from "./figure_rows.ts";
import { judgedRows } from "./judge_figure_rows.ts";
import { flipRows, shortcutRows } from "./probe_figure_rows.ts";

const FULL = {
  benchmark: "b",
  dataset: "made_up",
  dataset_sha256: "aaaa",
  condition: "full",
  benchmark_version: "1",
  prompt_sha256: "pppp",
  judges: "one",
};
const PARTIAL = "m0 with 12 of 21 planned cases";

/** The same rows, every second run of them made otherwise, and the first not finished. */
function unlike(rows: readonly PlotRow[], other: Readonly<Record<string, string>>): PlotRow[] {
  const nameOf = (row: PlotRow): string => String(row["run"] ?? row["model"]);
  const runs = [...new Set(rows.map(nameOf))];
  return rows.map((row) => {
    const place = runs.indexOf(nameOf(row));
    return {
      ...row,
      settings: JSON.stringify(place % 2 === 1 ? { ...FULL, ...other } : FULL),
      partial: place === 0 ? PARTIAL : null,
    };
  });
}

const STAGE_ROWS = accuracyRows({ runs: ["m0", "m1"], by: "stage", groups: STAGES });

for (const [name, make] of Object.entries(EVERY_FIGURE)) {
  Deno.test(`${name}: of unlike or unfinished runs the caption begins with how they differ, and with how much is there`, () => {
    const draw: unknown = Reflect.get(plots, /^\w+/.exec(name)?.[0] ?? "");
    assert.ok(typeof draw === "function");
    const { rows, caption, title } = make({});
    const options = { replicates: 20, references: [] };
    const figure: Figure = draw(unlike(rows, { prompt_sha256: "qqqq" }), options);
    const runs = new Set(rows.map((row) => row["run"] ?? row["model"]));
    const differs =
      /^NOT LIKE FOR LIKE: the runs differ in prompt sha256 \(pppp \| qqqq(?: of [^)]+)?\)\. /;
    assert.equal(differs.test(figure.caption), runs.size > 1, figure.caption);
    assert.ok(figure.caption.replace(differs, "").startsWith(`Not finished: ${PARTIAL}. `));
    assert.equal(figure.title?.startsWith("Not like for like: "), runs.size > 1);
    for (const text of [caption, title ?? ""]) assert.doesNotMatch(text, /like for like/i);
    const alike: Figure = draw(unlike(rows, {}), options);
    assert.ok(alike.caption.startsWith(`Not finished: ${PARTIAL}. `), alike.caption);
  });
}

Deno.test("figures whose purpose is to compare conditions or judges do not call that a difference, and call others one", () => {
  const subjects = [
    [shortcutPlot, shortcutRows(["m0", "m1"]), { condition: "no_image" }],
    [flipPlot, flipRows(["m0", "m1"]), { condition: "no_image" }],
    [judgePlot, judgedRows(["m0", "m1"]), { judges: "another" }],
  ] as const;
  for (const [draw, rows, other] of subjects) {
    assert.doesNotMatch(draw(unlike(rows, other), {}).caption, /LIKE FOR LIKE/);
    const both = unlike(rows, { ...other, benchmark_version: "2" });
    assert.match(draw(both, {}).caption, /differ in benchmark version \(1 \| 2 of m1\)\./);
  }
});

Deno.test("a given title stands as it is, and so does the caption's notice", () => {
  const figure = accuracyPlot(unlike(STAGE_ROWS, { condition: "options_only" }), { title: "Mine" });
  assert.equal(figure.title, "Mine");
  assert.match(
    figure.caption,
    /^NOT LIKE FOR LIKE: the runs differ in condition \(full \| options_only of m1\)\./,
  );
});

Deno.test("runs of files that do not say how they were made are named beside runs that do, and not among themselves", () => {
  const silent = JSON.stringify({ benchmark: "b", dataset: "made_up", protocol: null });
  const rows = unlike(STAGE_ROWS, {});
  const mixed = rows.map((row) => row["run"] === "m1" ? { ...row, settings: silent } : row);
  assert.match(
    accuracyPlot(mixed).caption,
    /^Perhaps not like for like: m1 does not say how the answers were made\./,
  );
  const both = rows.map((row) => ({ ...row, settings: silent }));
  assert.doesNotMatch(accuracyPlot(both).caption, /like for like/i);
});

Deno.test("differences of pairs that are not like for like are named pair by pair, and many are counted", () => {
  const pairs = differenceRows(["m0", "m1", "m2", "m3", "m4"]).map((row) => ({
    ...row,
    unlike: `${row["a"]} and ${row["b"]} differ in condition (full | options_only)`,
    partial: null,
  }));
  assert.match(
    forestPlot(pairs.slice(0, 1)).caption,
    /^NOT LIKE FOR LIKE: \S+ and \S+ differ in condition/,
  );
  assert.match(
    forestPlot(pairs).caption,
    /^NOT LIKE FOR LIKE: \d+ pairs of runs differ in more than the model\./,
  );
});

Deno.test("runs of two benchmarks are not called unlike: they have panels of their own", () => {
  const rows = unlike(STAGE_ROWS, { benchmark: "c", benchmark_version: "7" });
  assert.doesNotMatch(accuracyPlot(rows).caption, /LIKE FOR LIKE/);
});
