import assert from "node:assert/strict";
import { errorTypesPlot } from "../../mod.ts";
import { checkFigure, NASTY, typeRows } from "./judge_figure_rows.ts";

Deno.test("errorTypesPlot() writes unverified tags into the figure, and does not where physicians verified them", () => {
  const tagged = errorTypesPlot(typeRows(["all runs"], false));
  checkFigure(tagged);
  assert.match(tagged.svg, /UNVERIFIED TAGS/);
  assert.match(
    tagged.title ?? "",
    /GOPR is the commonest type of error, 50.0 % of 120 \(unverified tags\)/,
  );
  const verified = errorTypesPlot(typeRows(["all runs"], true));
  checkFigure(verified);
  assert.doesNotMatch(verified.svg, /UNVERIFIED/);
  assert.match(
    verified.caption,
    /corrected by physicians’ labels of 60 errors.*alpha between physicians: 0.80/,
  );
  assert.match(verified.caption, /2 answers left out: the judge gave no type/);
  assert.deepEqual(verified.rows.map((row) => row["type"]), ["GOPR", "CRSD", "CNIF"]);
});

Deno.test("errorTypesPlot() is whole with several runs, hostile names, nothing, by either library", () => {
  for (const backend of ["plot", "vega-lite"] as const) {
    checkFigure(errorTypesPlot(typeRows([NASTY, "b", "c"], true), { backend, width: 400 }), {
      width: 400,
    });
    const nothing = typeRows(["m"], true).map((row) => ({
      ...row,
      value: null,
      lo: null,
      hi: null,
    }));
    const empty = errorTypesPlot(nothing, { backend });
    checkFigure(empty);
    assert.match(empty.title ?? "", /^No errors to show/);
    assert.match(errorTypesPlot([], { backend }).title ?? "", /^No errors to show/);
  }
  const [row] = typeRows(["m"], true);
  assert.throws(() => errorTypesPlot([row ?? {}, row ?? {}]), /Two rows for m, CNIF/);
  assert.throws(() => errorTypesPlot([{ run: "m", value: 1 }]), /Row 1 has no "type"/);
  assert.throws(() => errorTypesPlot([{ type: "CNIF", value: 1 }]), /Row 1 has no "run"/);
});
