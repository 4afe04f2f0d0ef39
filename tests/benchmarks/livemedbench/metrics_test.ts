import assert from "node:assert/strict";
import { livemedbenchMetrics, pcg32 } from "../../../mod.ts";
import { record } from "./wards.ts";

const entry = (criterion: string, weighted_score: unknown) => ({
  criterion,
  points: 1,
  score: 1,
  weighted_score,
});
const evaluated = (case_id: unknown, ...entries: readonly unknown[]) => ({
  case_id,
  evaluations: Object.fromEntries(entries.map((value, n) => [`rubric_${n + 1}`, value])),
});
const RUBRIC = [
  record(0, [5], { post_time: "2025-11-01" }),
  record(1, [6, 4, -5], { post_time: "2025-12-01T00:00:00+08:00" }),
  record("2", [8], { post_time: "2026-01-05T10:00:00Z" }),
  record(3, [-8, -2], { post_time: "2026-01-06T00:00:00" }),
  record(4, [32], { post_time: "2025-02-30" }),
];

Deno.test("livemedbenchMetrics() is the released table: months, clipping, duplicates, unknown cases, 0 ids", () => {
  const { table, warnings } = livemedbenchMetrics({
    rubric: RUBRIC,
    evaluations: {
      "b-model": [
        evaluated(0, entry("says #1", 5)),
        evaluated(1, entry("says #1", 6), entry("says #3", -5), entry("other", 100)),
        evaluated("2", entry("says #1", 3.25)),
        evaluated(3, entry("says #1", -8)),
        evaluated(4, entry("says #1", 8)),
        evaluated(99, entry("says #1", 5)),
      ],
      "Z-model": [
        evaluated(1, entry("says #1", 6), entry("says #1", 6), entry("says #2", "4")),
        evaluated(3, entry("says #1", true)),
        { case_id: 2, evaluations: null },
      ],
    },
  });
  assert.equal(
    table,
    [
      "Date\tZ-model\tb-model\t# case",
      "2025-12\t1.0000\t0.1000\t1",
      // Z-model: only the case without positive points; b-model: 3.25/8 and 0.
      "2026-01\t0.0000\t0.2031\t1",
      // b-model: (0.1 + 0.40625 + 0 + 0.25 + 0) / 5; Z-model: (1.2 + 0) / 2.
      "Overall\t0.6000\t0.1512\t2",
      "",
    ].join("\n"),
  );
  assert.equal(warnings.length, 3);
  assert.match(warnings.join("\n"), /entry 1 \(case_id 0\) is left out of the official table/);
  assert.match(warnings.join("\n"), /1 cases are not in the rubric file and count 0 in Overall/);
});

Deno.test("livemedbenchMetrics() rounds the exact binary value, ties to even, and shows 0 for a month without cases", () => {
  const rubric = [
    record(1, [8], { post_time: "2026-01-01" }),
    record(2, [16], { post_time: "2026-02-01" }),
  ];
  const { table, overall } = livemedbenchMetrics({
    rubric,
    evaluations: {
      a: [evaluated(1, entry("says #1", 3.25))],
      b: [evaluated(2, entry("says #1", 1.5))],
    },
  });
  assert.equal(
    table,
    "Date\ta\tb\t# case\n2026-01\t0.4062\t0.0000\t1\n2026-02\t0.0000\t0.0938\t0\nOverall\t0.4062\t0.0938\t1\n",
  );
  assert.deepEqual(overall, { a: 0.40625, b: 0.09375 });
});

Deno.test("livemedbenchMetrics() keeps the later of two entries and tells 1 from its text", () => {
  const rubric = [record(1, [10], { post_time: "2026-01-01" })];
  const of = (...file: unknown[]) => livemedbenchMetrics({ rubric, evaluations: { m: file } });
  const twice = of(evaluated(1, entry("says #1", 0)), evaluated(1, entry("says #1", 10)));
  assert.match(twice.table, /Overall\t1\.0000\t1/);
  assert.match(twice.warnings.join(), /listed twice/);
  assert.match(
    of(evaluated(1, entry("says #1", 0)), evaluated("1", entry("says #1", 10))).table,
    /Overall\t0\.5000\t2/,
  );
});

Deno.test("livemedbenchMetrics() is within 0 and 1 and does not depend on the order of cases", () => {
  const random = pcg32({ seed: 11 });
  const integer = (most: number) => random.below(most + 1);
  for (let round = 0; round < 50; round++) {
    const rubric = Array.from(
      { length: 8 },
      (_, n) =>
        record(n + 1, Array.from({ length: 3 }, () => integer(20) - 8), {
          post_time: `2026-0${1 + n % 3}-11`,
        }),
    );
    const file = rubric.map(({ case_id }) =>
      evaluated(case_id, entry("says #1", integer(20) - 8), entry("says #2", integer(16) - 8))
    );
    const { table, overall } = livemedbenchMetrics({ rubric, evaluations: { m: file } });
    assert.ok((overall.m ?? -1) >= 0 && (overall.m ?? 2) <= 1);
    assert.equal(
      livemedbenchMetrics({ rubric: rubric.toReversed(), evaluations: { m: file } }).table,
      table,
    );
  }
});

Deno.test("livemedbenchMetrics() refuses what is no list and an empty folder", () => {
  assert.throws(
    () => livemedbenchMetrics({ rubric: [], evaluations: {} }),
    /there are no evaluation files/,
  );
  assert.throws(
    () => livemedbenchMetrics({ rubric: {}, evaluations: { m: [] } }),
    /the rubric file is \{\}, expected a list/,
  );
  assert.throws(
    () => livemedbenchMetrics({ rubric: [], evaluations: { m: {} } }),
    /the evaluation file of m is \{\}/,
  );
  assert.equal(
    livemedbenchMetrics({ rubric: [], evaluations: { m: [] } }).table,
    "Date\tm\t# case\nOverall\t0.0000\t0\n",
  );
});
