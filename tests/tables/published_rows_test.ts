import assert from "node:assert/strict";
import { readPublishedScores } from "../../lib/datasets/read_published_scores.ts";
import { publishedRows } from "../../lib/tables/published_rows.ts";
import type { PublishedScores } from "../../lib/types.ts";

const POINTS: PublishedScores = {
  benchmark: "made-up",
  source: "made up",
  unit: "case score",
  references: [],
  models: [
    { model: "low", value: 0.1, n: 900, after: 0.06 },
    { model: "top", value: 0.4, n: 900, after: 0.4 },
    { model: "near", value: 0.39, n: 900 },
  ],
};

Deno.test("publishedRows() gives the published best of LiveClin the interval 33.2 to 38.2 %, and no sole first place", async () => {
  const rows = publishedRows(await readPublishedScores("liveclin"));
  const [first, second] = rows;
  assert.deepEqual([first?.lo.toFixed(3), first?.hi.toFixed(3)], ["0.332", "0.382"]);
  assert.equal(second?.rank_lo, 1);
  assert.ok((first?.rank_hi ?? 0) > 1);
  assert.ok(rows.every(({ rank_lo, rank_hi }, place) => rank_lo <= place + 1 && place < rank_hi));
  assert.ok(
    rows.every(({ after, gap, gap_p_adj, sd }) =>
      after === null && gap === null && gap_p_adj === null && sd === null
    ),
  );
});

Deno.test("publishedRows() counts 32 lower, 4 higher and 2 equal scores after the cut-off in the LiveMedBench leaderboard", async () => {
  const rows = publishedRows(await readPublishedScores("livemedbench"));
  const signs = rows.map(({ after_less_whole }) => Math.sign(after_less_whole ?? NaN));
  assert.deepEqual(
    [-1, 1, 0].map((sign) => signs.filter((one) => one === sign).length),
    [32, 4, 2],
  );
  assert.equal(rows.length, 38);
});

Deno.test("publishedRows() takes scores by points with the standard deviation assumed, best first", () => {
  const rows = publishedRows(POINTS);
  assert.deepEqual(rows.map(({ run }) => run), ["top", "near", "low"]);
  const [top, near, low] = rows;
  assert.ok(Math.abs((top?.hi ?? 0) - 0.4 - 1.959964 * 0.3 / 30) < 1e-6);
  assert.deepEqual([top?.rank_lo, top?.rank_hi], [1, 2]);
  assert.deepEqual([low?.rank_lo, low?.rank_hi], [3, 3]);
  assert.equal(near?.after, null);
  assert.match(low?.warnings ?? "", /deviation .* 0\.3 assumed; .* independent; 50 % of the cases/);
});

Deno.test("publishedRows() cuts intervals of scores by points at the ends of the scale, and says so", () => {
  const models = [{ model: "none", value: 0, n: 900 }, { model: "some", value: 0.4, n: 900 }];
  const [some, none] = publishedRows({ ...POINTS, models });
  assert.equal(none?.lo, 0);
  assert.ok((none?.hi ?? 0) > 0.01);
  assert.match(none?.warnings ?? "", /cut at the end of the scale/);
  assert.doesNotMatch(some?.warnings ?? "", /cut at/);
});

Deno.test("publishedRows() doubles what the part less the whole shows when half the cases come after", () => {
  const low = publishedRows(POINTS).find(({ run }) => run === "low");
  assert.equal(low?.after_less_whole?.toFixed(3), "-0.040");
  assert.equal(low?.gap?.toFixed(3), "-0.080");
  assert.ok((low?.gap_hi ?? 0) < 0 && (low?.gap_p_adj ?? 1) < 0.001);
});

Deno.test("publishedRows() tells more apart the closer two models go together", () => {
  const [, , together] = publishedRows(POINTS, { correlation: 0.99 });
  const [top] = publishedRows(POINTS, { correlation: 0.99 });
  assert.equal(top?.rank_hi, 1);
  assert.equal(together?.rank_lo, 3);
});

Deno.test("publishedRows() gives no rows for no models, and refuses what cannot be", () => {
  assert.deepEqual(publishedRows({ ...POINTS, models: [] }), []);
  assert.throws(() => publishedRows(POINTS, { sd: 0 }), /sd is 0, expected a number above 0/);
  assert.throws(() => publishedRows(POINTS, { afterShare: 1 }), /afterShare is 1/);
});
