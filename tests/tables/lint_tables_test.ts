import assert from "node:assert/strict";
import * as Polars from "nodejs-polars";
import { lintTables } from "../../lib/tables/lint_tables.ts";
import { tableMethods } from "../../lib/tables/table_methods.ts";

const MANIFEST = {
  dataset_sha256: "d1",
  condition: "full",
  identity: '{"prompt_sha256":"p1"}',
  parameters: '{"temperature":0}',
  judges: [],
};

function runs(...rows: readonly object[]): ReturnType<typeof Polars.DataFrame> {
  return Polars.DataFrame(rows.map((row) => ({ ...MANIFEST, ...row })));
}

/** Rules and places found. */
function found(
  ...given: Parameters<typeof lintTables>
): readonly (readonly [number, string | null])[] {
  return lintTables(...given).map(({ rule, where }) => [rule, where]);
}

interface Question {
  readonly model?: string;
  readonly condition?: string;
  readonly outcome?: string;
  readonly strict?: string | null;
  readonly images?: number;
  readonly tokens?: number | null;
  readonly unfinished?: number;
}

function questions(rows: readonly Question[]): ReturnType<typeof Polars.readRecords> {
  return Polars.readRecords(
    rows.map((row, k) => ({
      run_id: `${row.model ?? "m"}-${row.condition ?? "full"}`,
      model: row.model ?? "m",
      dataset: "d",
      condition: row.condition ?? "full",
      case_id: `c${k % 100}`,
      trial: 1,
      item: "q1",
      outcome: row.outcome ?? "graded",
      strict_answer: row.strict === undefined ? "A" : row.strict,
      official_answer: row.outcome === "failed" ? null : "A",
      images: row.images ?? 0,
      input_tokens: row.tokens ?? null,
      unfinished_cases: row.unfinished ?? 0,
    })),
    { inferSchemaLength: 1000 },
  );
}

const HUNDRED = Array.from({ length: 100 }, (): Question => ({}));

Deno.test("lintTables() finds nothing where nothing is given, and nothing in sound tables", () => {
  assert.deepEqual(lintTables({}), []);
  const accuracy = [[{ run: "m", group: "all", clusters: 400, flag: null, low: 0.5, high: 0.6 }]];
  const comparisons = [[{
    a: "m",
    b: "n",
    term: "all",
    unit: "question",
    p: 0.01,
    adjust: "holm",
    test: "cluster-sign-flip/exact",
  }]];
  const material = { accuracy, comparisons, questions: questions(HUNDRED) };
  assert.deepEqual(lintTables({ ...material, runs: runs({ model: "m" }, { model: "n" }) }), []);
});

Deno.test("lintTables() finds runs compared that differ in data, prompts or temperature, within a condition", () => {
  const unlike = [{ dataset_sha256: "d2" }, { identity: '{"prompt_sha256":"p2"}' }, {
    parameters: '{"temperature":1}',
  }];
  for (const one of unlike) {
    assert.deepEqual(found({ runs: runs({ model: "m" }, { model: "n", ...one }) }), [[
      1,
      "m, n (full)",
    ]]);
    const apart = runs({ model: "m" }, { model: "m", ...one, condition: "no_image" });
    assert.deepEqual(found({ runs: apart }), []);
  }
});

Deno.test("lintTables() finds models compared under different conditions, unless one of them was run under both", () => {
  const [full, blind] = [{ model: "m" }, { model: "n", condition: "no_image" }];
  assert.deepEqual(found({ runs: runs(full, blind) }), [[1, "m (full), n (no_image)"]]);
  assert.deepEqual(found({ runs: runs(full, { ...blind, model: "m" }) }), []);
  assert.deepEqual(found({ runs: runs(full, blind, { model: "n" }) }), []);
  assert.deepEqual(found({ runs: runs(full, { ...blind, condition: null }) }), []);
  const apart = runs({ ...full, benchmark: "a" }, { ...blind, benchmark: "b" });
  assert.deepEqual(found({ runs: apart }), []);
});

Deno.test("lintTables() finds other plans of one file, other options and versions, and other datasets by name where no file says its digest", () => {
  const plans = [{ model: "m", cases_sha256: "c1" }, { model: "n", cases_sha256: "c2" }];
  assert.deepEqual(found({ runs: runs(...plans) }), [[1, "m, n (full)"]]);
  const modes = ["url", "local"].map((image_mode, k) => ({
    model: `m${k}`,
    identity: JSON.stringify({ image_mode, prompt_sha256: "p1", condition: "full" }),
  }));
  assert.deepEqual(found({ runs: runs(...modes) }), [[1, "m0, m1 (full)"]]);
  const versions = ["1", "2"].map((benchmark_version) => ({
    model: benchmark_version,
    benchmark_version,
  }));
  assert.deepEqual(found({ runs: runs(...versions) }), [[1, "1, 2 (full)"]]);
  const official = { dataset_sha256: null, identity: null, parameters: null, condition: null };
  const halves = ["2025_H1", "2025_H2"].map((dataset) => ({
    ...official,
    model: dataset,
    dataset,
  }));
  assert.deepEqual(found({ runs: runs(...halves) }), [[1, "2025_H1, 2025_H2"]]);
  assert.deepEqual(found({ runs: runs(...halves.slice(0, 1), ...halves.slice(0, 1)) }), []);
  // Our file says its digest, the reference evaluator's of the same data only the name.
  const mixed = [{ model: "m", dataset: "2025_H1" }, { ...halves[0], condition: "full" }];
  assert.deepEqual(found({ runs: runs(...mixed) }), []);
});

Deno.test("lintTables() finds comparisons that a table calls unlike", () => {
  const row = {
    a: "m",
    b: "n",
    term: "all",
    unlike: "m and n differ in condition (full | no_image)",
  };
  assert.deepEqual(found({ comparisons: [[row]] }), [[1, row.unlike]]);
  assert.deepEqual(found({ comparisons: [[{ ...row, unlike: null }]] }), []);
});

Deno.test("lintTables() finds a model that judges itself, whatever is known about it", () => {
  const judged = Polars.DataFrame([{ ...MANIFEST, model: "a-1", judges: ["a-1 at http://x"] }]);
  assert.deepEqual(found({ runs: judged }, { calibrationLabels: 200 }), [
    [12, "a-1 is its own judge"],
  ]);
});

Deno.test("lintTables() finds a run with images whose file tells no tokens, also where no run without images stands beside it", () => {
  const seeing = (tokens: number | null): ReturnType<typeof questions> =>
    questions(HUNDRED.map((_, k) => ({ images: k < 40 ? 1 : 0, tokens })));
  assert.deepEqual(found({ questions: seeing(null) }), [
    [18, "m: no token counts of 40 prompts with images"],
  ]);
  assert.deepEqual(found({ questions: seeing(900) }), []);
  assert.deepEqual(found({ questions: questions(HUNDRED) }), []);
});

Deno.test("lintTables() refuses a pair called equal that no comparison is of", () => {
  const comparisons = [[{ a: "sim-strong", b: "sim-weak", group: "all", value: 0.1, mde: 0.2 }]];
  assert.throws(
    () => lintTables({ comparisons }, { calledEqual: [{ a: "sim-strng", b: "sim-weak" }] }),
    {
      name: "RangeError",
      message: /sim-strng and sim-weak, .*comparisons of sim-strong, sim-weak/,
    },
  );
  assert.throws(
    () => lintTables({}, { calledEqual: [{ a: "x", b: "y" }] }),
    /there are no comparisons/,
  );
});

Deno.test("lintTables() finds judges without labels and judges of the family of the judged", () => {
  const judged = Polars.DataFrame([{
    ...MANIFEST,
    model: "a-1",
    judges: ["a-2 at http://x, prompt 1"],
  }]);
  const models = [{ model: "a-1", family: "A" }, { model: "a-2", family: "A" }];
  assert.deepEqual(found({ runs: judged, models }), [
    [12, "a-1 and its judge a-2 are both A"],
    [13, "a-1, judged by a-2"],
  ]);
  assert.deepEqual(found({ runs: judged }, { calibrationLabels: 200 }), []);
});

Deno.test("lintTables() finds failures behind a single number, unless bounds are shown", () => {
  const two = [...HUNDRED.slice(2), { outcome: "failed" }, { outcome: "failed" }];
  const frame = questions(two);
  assert.deepEqual(found({ questions: frame }), [[8, "m: 2.0 % of 100 questions"]]);
  const accuracy = [[{ run: "m", group: "all", clusters: 100, low: 0.5, high: 0.52 }]];
  assert.deepEqual(found({ questions: frame, accuracy }), []);
});

Deno.test("lintTables() finds letters that only the reference reads, and cases that are not there", () => {
  const frame = questions([...HUNDRED.slice(3), ...[1, 2, 3].map(() => ({ strict: null }))]);
  assert.deepEqual(found({ questions: frame }), [[9, "m: 3.0 % of the official letters"]]);
  const short = questions(HUNDRED.map(() => ({ unfinished: 7 })));
  assert.deepEqual(found({ questions: short }), [[17, "m: 7 planned cases are not there"]]);
});

Deno.test("lintTables() wants token counts to show that images arrived", () => {
  const both = (full: number | null, blind: number | null): ReturnType<typeof questions> =>
    questions([
      ...HUNDRED.map(() => ({ images: 1, tokens: full })),
      ...HUNDRED.map(() => ({ images: 1, tokens: blind, condition: "no_image" })),
    ]);
  assert.deepEqual(found({ questions: both(900, 300) }), []);
  assert.deepEqual(found({ questions: both(301, 300) }), [
    [18, "m: prompts with images cost 1 tokens more (median)"],
  ]);
  assert.deepEqual(found({ questions: both(null, null) }), [
    [18, "m: no token counts of prompts with images"],
  ]);
});

Deno.test("lintTables() finds small groups without a flag, and more decimals than the error allows", () => {
  const row = { run: "m", group: "rare", clusters: 19, se: 0.03, low: 0, high: 1 };
  assert.deepEqual(found({ accuracy: [[{ ...row, flag: null }]] }), [[4, "m, rare: 19 cases"]]);
  const flagged = [[{ ...row, flag: "fewer than 20 cases" }]];
  assert.deepEqual(found({ accuracy: flagged }, { decimals: 1 }), [
    [16, "m, rare: standard error 3.00 points"],
  ]);
  assert.deepEqual(found({ accuracy: flagged }, { decimals: 0 }), []);
});

Deno.test("lintTables() finds unadjusted and unclustered tests, and differences called none that could not be seen", () => {
  const row = {
    a: "m",
    b: "n",
    term: "stage",
    group: "first",
    unit: "question",
    value: 0.02,
    mde: 0.05,
    p: 0.2,
    adjust: "none",
    test: "cluster-sign-flip/exact",
  };
  assert.deepEqual(found({ comparisons: [[row, row, row]] }), []);
  assert.deepEqual(found({ comparisons: [[row, row, row, row]] }), [[6, "comparison 1: 4 tests"]]);
  assert.deepEqual(found({ comparisons: [[{ ...row, test: "mcnemar/mid-p" }]] }), [
    [3, "m and n: mcnemar/mid-p on questions"],
  ]);
  assert.deepEqual(found({ comparisons: [[row]] }, { calledEqual: [{ a: "n", b: "m" }] }), [
    [5, "n and m, first: 2.0 points, where 5.0 could be seen"],
  ]);
});

Deno.test("lintTables() finds unknown cut-offs, and what only the author can tell", () => {
  const gaps = [[{ run: "m", cutoff: "2024-05" }, { run: "n", cutoff: null }]];
  assert.deepEqual(found({ gaps }), [[11, "n"]]);
  const done = {
    comparedByOverlap: true,
    postAgainstOverall: true,
    rankedLists: [{ shrunk: false }],
    physicians: { n: null, sameCases: true },
    trialsAsItems: true,
  };
  assert.deepEqual(found({}, done), [[2, null], [7, null], [10, null], [14, null], [15, null]]);
});

Deno.test("lintTables() names at most eight places of one finding", () => {
  const accuracy = [
    Array.from({ length: 11 }, (_, k) => ({ run: "m", group: `g${k}`, clusters: 5, flag: null })),
  ];
  const [finding] = lintTables({ accuracy });
  assert.match(finding?.where ?? "", /g7: 5 cases; and 3 more$/);
  assert.ok((finding?.fix ?? "").length > 0);
});

Deno.test("tableMethods() says every method, test and adjustment of the tables once", () => {
  const frame = Polars.DataFrame([
    {
      method: "paired-difference/t",
      test: "cluster-sign-flip/exact",
      adjust: "holm",
      p_adj: 0.1,
      level: 0.95,
    },
    {
      method: "paired-difference/t",
      test: "cluster-sign-flip/exact",
      adjust: "holm",
      p_adj: 0.2,
      level: 0.95,
    },
  ]);
  const text = tableMethods([frame, [{ method: "clustered-mean/wilson-eff", seed: 42 }]], {
    software: "Rounds 1",
  });
  for (
    const part of [
      /differences paired by item/,
      /sign-flip test/,
      /Holm/,
      /Shares pool all answers/,
      /seed 42/,
      /95 %/,
      /Software: Rounds 1\.$/,
    ]
  ) assert.equal(text.match(new RegExp(part, "g"))?.length, 1, String(part));
});

Deno.test("tableMethods() names what was left out by its few words, not by every row's counts", () => {
  const text = tableMethods([[
    { method: "wilson", n_excluded: 3, excluded_why: "failed 1, skipped 2" },
    { method: "wilson", n_excluded: 9, excluded_why: "a failed 2, a skipped and b context_cut 7" },
  ]]);
  assert.match(text, /Up to 9 items were left out as missing \(failed, skipped, context_cut\)\./);
});

Deno.test("tableMethods() tells the reading and simulated answers, in English and Chinese", () => {
  const rows = [{ method: "wilson", reading: "clean", simulated: true }, {
    method: "wilson",
    reading: "official",
    simulated: false,
  }];
  assert.match(
    tableMethods([rows]),
    /clean reading.*official reading.*Some answers are simulated\.$/,
  );
  const chinese = tableMethods([rows.slice(0, 1)], { language: "zh" });
  assert.match(chinese, /Wilson 区间.*clean.*所有回答均为模拟。$/);
});

Deno.test("tableMethods() names a method without words by its id, refuses a table without any, and none is no text", () => {
  assert.match(tableMethods([[{ method: "made/up" }]]), /Method: made\/up\./);
  assert.throws(() => tableMethods([[{ value: 1 }]]), {
    name: "RangeError",
    message: /Table 1 has no "method" in any row/,
  });
  assert.equal(tableMethods([]), "");
  assert.equal(tableMethods([[]]), "");
});

Deno.test("lintTables() finds a run that is given twice, names it, and counts the rest once", () => {
  const run = { run_id: "r1", model: "m", file: "m_panel.json", judges: ["j"] };
  const once = found({ runs: runs(run) });
  const twice = found({ runs: runs(run, run) });
  assert.deepEqual(twice, [...once, [17, "run r1 (m) is given 2 times (m_panel.json)"]]);
  const frame = questions(HUNDRED);
  assert.deepEqual(found({ questions: frame }), []);
  assert.deepEqual(found({ questions: frame.vstack(frame) }), [
    [17, "m: 100 questions are there twice"],
  ]);
});

Deno.test("tableMethods() has words for every method of the tables, in both languages", () => {
  const ids = [
    ...[
      "clustered-mean/t",
      "paired-difference/t",
      "retention/fieller",
      "guessing",
      "item-analysis",
    ],
    ...["monthly", "pre-post/cr1", "placebo-cutoffs", "contamination/event-study", "power/paired"],
    ...["macro-by-group", "mean", "wilson", "westfall-young/exact", "mcnemar/mid-p"],
    ...["published/normal", "published/wilson", "release/influence", "welch"],
  ];
  for (const method of ids) {
    assert.doesNotMatch(tableMethods([[{ method }]]), /^Method: /, method);
    assert.match(tableMethods([[{ method }]], { language: "zh" }), /^(?!方法：)/, method);
  }
});

Deno.test("tableMethods() says what is estimated, and never calls a score by points an accuracy of questions", () => {
  const score = [{ method: "clustered-mean/t", unit: "case score", level: 0.95 }];
  const text = tableMethods([score]);
  assert.match(text, /^The case score is points met over positive points.*t intervals/);
  assert.doesNotMatch(text, /Wilson|Question accuracy|effective/);
  const flip = [{
    ...{ method: "paired-difference/t", test: "cluster-sign-flip/monte-carlo", adjust: "hochberg" },
    ...{ p_adj: 0.1, lo_simultaneous: -0.1, unit: "case score", seed: 42 },
  }];
  for (
    const part of [/seeded Monte Carlo/, /Hochberg's step-up/, /at once are those.*Bonferroni/]
  ) {
    assert.match(tableMethods([flip]), part);
  }
  assert.doesNotMatch(tableMethods([flip]), /exact/);
  const chinese = tableMethods([score, flip], { language: "zh" });
  assert.match(chinese, /^病例得分为.*蒙特卡罗/);
  assert.doesNotMatch(chinese, /[a-z]{2,} [a-z]{2,}|[(),;]/);
});

Deno.test("tableMethods() says what variants of one method share once", () => {
  const rows = [{ method: "paired-difference/t" }, { method: "paired-difference/other" }];
  assert.equal(tableMethods([rows]).match(/differences paired by item/g)?.length, 1);
});
