import assert from "node:assert/strict";
import { clusteredAgreement, type JudgedCriterion, judgedRanks } from "../../mod.ts";

const SMALL = { realisations: 20, replicates: 100 };

/** A case of one criterion. */
function said(
  met: readonly (readonly (number | null)[])[],
  points = 5,
): readonly JudgedCriterion[] {
  return [{ points, fixed: null, met }];
}

Deno.test("judgedRanks() carries a coin-throwing judge into ranks that are otherwise certain", () => {
  const sure = Array.from({ length: 20 }, () => said([[1, 1]]));
  const never = Array.from({ length: 20 }, () => said([[0, 0]]));
  const coin = Array.from({ length: 20 }, (_, k) => said([[1, k % 2]]));
  const { rows, flips } = judgedRanks({ answers: [sure, coin, never], judges: 1, ...SMALL });
  assert.deepEqual(rows.map((row) => row.rank), [1.5, 1.5, 3]);
  assert.equal(flips[0], 1 / 6);
  assert.ok((rows[1]?.judgeSd ?? 0) > 0.02);
  assert.equal(rows[0]?.judgeSd, 0);
  assert.deepEqual([rows[2]?.lo, rows[2]?.hi, rows[2]?.pBest], [3, 3, 0]);
  assert.ok((rows[0]?.pBest ?? 0) > 0.9);
});

Deno.test("judgedRanks() shows a ranking that hangs on one judge", () => {
  const a = Array.from({ length: 10 }, () => said([[1], [1], [0]]));
  const b = Array.from({ length: 10 }, (_, k) => said([[0], [k % 2], [1]]));
  const { rows, warnings } = judgedRanks({ answers: [a, b], judges: 3, ...SMALL });
  assert.deepEqual(rows[0]?.byJudge, [1, 1, 2]);
  assert.deepEqual(rows.map((row) => row.rank), [1, 2]);
  assert.equal(rows[0]?.hi, 2);
  assert.match(
    warnings.join("; "),
    /no verdict repeated.*3 judges: a bootstrap of so few is rough/,
  );
});

Deno.test("judgedRanks() gives a score an interval as wide as the draws spread, none where no draw differs", () => {
  const noisy = Array.from({ length: 30 }, (_, k) => said([[k % 3 === 0 ? 0 : 1, 1]]));
  const sure = noisy.map(() => said([[1, 1]]));
  const { rows: [first, second] } = judgedRanks({ answers: [noisy, sure], judges: 1, ...SMALL });
  const [value, lo, hi] = [first?.value ?? 0, first?.scoreLo ?? 2, first?.scoreHi ?? -1];
  assert.ok(lo < value && value < hi && hi <= 1, `${lo} ${value} ${hi}`);
  assert.ok((hi - lo) / 2 > 1.9 * (first?.judgeSd ?? 9), "cases vary besides the judges");
  assert.deepEqual([second?.scoreLo, second?.scoreHi], [null, null]);
  const alone = judgedRanks({ answers: [noisy.map(() => said([[1]]))], judges: 1, ...SMALL });
  assert.deepEqual([alone.rows[0]?.scoreLo, alone.rows[0]?.scoreHi], [null, null]);
});

Deno.test("judgedRanks() keeps scores that nobody had to judge, and knows empty and ragged input", () => {
  const answered = [said([[1, 1]]), said([[1, 0]])];
  const refused: readonly (readonly JudgedCriterion[])[] = [0, 1].map(() => [
    { points: 5, fixed: 0, met: [[]] },
  ]);
  const { rows } = judgedRanks({ answers: [answered, refused], judges: 1, ...SMALL });
  assert.deepEqual([rows[1]?.value, rows[1]?.judgeSd], [0, 0]);
  const empty = judgedRanks({ answers: [], judges: 0 });
  assert.deepEqual([empty.rows, empty.n], [[], 0]);
  const none = judgedRanks({ answers: [[]], judges: 1 });
  assert.deepEqual([none.rows[0]?.value, none.rows[0]?.lo], [null, null]);
  assert.throws(() => judgedRanks({ answers: [answered, []], judges: 1 }), /answers is ragged/);
});

Deno.test("clusteredAgreement() is wider than independent pairs when cases hang together, and null where undefined", () => {
  const hanging = Array.from(
    { length: 40 },
    (_, k) => k % 4 === 0 ? { tp: 0, fp: 5, fn: 0, tn: 5 } : { tp: 5, fp: 0, fn: 0, tn: 5 },
  );
  const { measures, clusters } = clusteredAgreement({ cells: hanging, replicates: 400 });
  const agreement = measures.get("agreement");
  assert.deepEqual([agreement?.value, clusters], [0.875, 40]);
  const independent = Math.sqrt(0.875 * 0.125 / 400);
  assert.ok((agreement?.se ?? 0) > 1.5 * independent);
  const empty = clusteredAgreement({ cells: [] }).measures.get("kappa");
  assert.deepEqual([empty?.value, empty?.warnings], [null, ["no pair"]]);
  const one = clusteredAgreement({ cells: [{ tp: 3, fp: 1, fn: 0, tn: 2 }] }).measures.get("ac1");
  assert.deepEqual([one?.lo, one?.warnings], [null, ["one case: nothing to resample"]]);
  const constant = clusteredAgreement({ cells: [{ tp: 3, fp: 1, fn: 0, tn: 0 }] });
  assert.equal(constant.measures.get("specificity")?.value, 0);
  assert.equal(constant.measures.get("mcc")?.value, null);
});
