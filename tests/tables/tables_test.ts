import assert from "node:assert/strict";
import { buildFrame } from "../../lib/frames/build_frame.ts";
import { casesFrame } from "../../lib/frames/cases_frame.ts";
import type { Frame } from "../../lib/frames/frame.ts";
import { questionsFrame } from "../../lib/frames/questions_frame.ts";
import { OUTCOMES } from "../../lib/graders/outcomes.ts";
import { accuracyTable } from "../../lib/tables/accuracy_table.ts";
import { compareRuns } from "../../lib/tables/compare_runs.ts";
import { outcomesTable } from "../../lib/tables/outcomes_table.ts";
import { summaryTable } from "../../lib/tables/summary_table.ts";
import { tableToCsv } from "../../lib/tables/table_to_csv.ts";
import { tableToLatex } from "../../lib/tables/table_to_latex.ts";
import { tableToMarkdown } from "../../lib/tables/table_to_markdown.ts";
import { syntheticRun } from "../frames/synthetic_run.ts";
import { judgedRuns } from "./judged_runs.ts";

const RUNS = [
  syntheticRun({ cases: 40, trouble: 0.2, unfinished: 2 }),
  syntheticRun({ model: "weak", skill: 0.4, cases: 40 }),
];

Deno.test("outcomesTable() adds up to the plan in every group, questions and cases", () => {
  for (const frame of [questionsFrame(RUNS), casesFrame(RUNS)]) {
    for (const by of [[], "rarity", ["level1", "ward"]]) {
      const rows = outcomesTable(frame, { by }).toRecords();
      const sumOf = (row: Readonly<Record<string, unknown>>): number =>
        OUTCOMES.reduce((total, outcome) => total + Number(row[outcome]), 0);
      for (const row of rows) {
        // Which groups the cases of an unfinished run are of nobody knows.
        const isOpen = by.length > 0 && Number(row["unfinished_cases"]) > 0;
        assert.equal(row["planned"], isOpen ? null : sumOf(row));
        assert.equal(row["coverage"] === null, isOpen);
        assert.equal(typeof row["warnings"] === "string", Number(row["unfinished_cases"]) > 0);
        assert.ok(Number(row["right"]) <= Number(row["graded"]));
      }
      const planned = frame.columns.includes("item")
        ? RUNS.map((run) => run.planned.items)
        : RUNS.map((run) => run.planned.cases);
      assert.equal(
        rows.reduce((total, row) => total + sumOf(row), 0),
        by.length > 0 ? frame.height : planned.reduce((total, n) => total + n, 0),
      );
    }
  }
});

Deno.test("outcomesTable() counts what the run counted", () => {
  const rows = outcomesTable(questionsFrame(RUNS)).toRecords();
  RUNS.forEach((run, index) => {
    for (const outcome of OUTCOMES) {
      assert.equal(rows[index]?.[outcome], run.clean.outcomes[outcome], outcome);
    }
    assert.equal(rows[index]?.["planned"], run.planned.items);
    assert.equal(rows[index]?.["coverage"], run.clean.items.coverage);
    assert.equal(rows[index]?.["right"], run.clean.items.right);
  });
});

Deno.test("outcomesTable() of no rows has its columns", () => {
  assert.equal(outcomesTable(questionsFrame([])).height, 0);
  assert.ok(outcomesTable(casesFrame([])).columns.includes("context_cut"));
});

Deno.test("summaryTable() puts official and clean side by side over everything planned", () => {
  const rows = summaryTable(RUNS).toRecords();
  RUNS.forEach((run, index) => {
    const row = rows[index] ?? {};
    const grades = run.results.flatMap((result) => result.grades);
    const right = grades.filter((grade) => grade.official.score === 1).length;
    assert.equal(row["official_question_accuracy"], right / grades.length);
    assert.equal(row["finished_questions"], grades.length);
    assert.equal(row["planned_questions"], run.planned.items);
    assert.equal(row["clean_question_accuracy"], run.clean.items.score);
    assert.equal(row["clean_question_coverage"], run.clean.items.coverage);
    assert.equal(row["clean_case_low"], run.clean.cases.low);
    assert.equal(row["clean_case_high"], run.clean.cases.high);
    for (const unit of ["question", "case"]) {
      const [lo, value, hi] = ["lo", "accuracy", "hi"].map((name) =>
        Number(row[`clean_${unit}_${name}`])
      );
      assert.ok(
        lo !== undefined && value !== undefined && hi !== undefined && lo < value && value < hi,
      );
    }
    const counts = [...String(row["outcomes"]).matchAll(/\d+/g)].map(Number);
    assert.equal(counts.reduce((sum, n) => sum + n, 0), run.planned.items);
  });
});

Deno.test("summaryTable() has the intervals that accuracyTable() has, of scores by points too", () => {
  for (const runs of [RUNS, judgedRuns({ cases: 30, silent: 0.02 })]) {
    const rows = summaryTable(runs, { level: 0.9 }).toRecords();
    for (
      const [unit, frame] of [["question", questionsFrame(runs)], [
        "case",
        casesFrame(runs),
      ]] as const
    ) {
      const limits = accuracyTable(frame, { level: 0.9 }).toRecords();
      assert.deepEqual(
        rows.map((row) => [row[`clean_${unit}_lo`], row[`clean_${unit}_hi`]]),
        limits.map((row) => [row["lo"], row["hi"]]),
        unit,
      );
      assert.ok(limits.every(({ lo, hi }) => Number(lo) < Number(hi)));
    }
  }
  assert.throws(
    () => summaryTable(RUNS, { level: 1 }),
    /level is 1, expected a number between 0 and 1/,
  );
});

Deno.test("summaryTable() refuses a score that is no finite number, as the frames do", () => {
  const run = syntheticRun({ cases: 3 });
  const results = run.results.map((result) => ({
    ...result,
    grades: result.grades.map((grade) => ({ ...grade, score: NaN })),
  }));
  for (const table of [summaryTable, questionsFrame]) {
    assert.throws(() => table([{ ...run, results }]), {
      name: "TypeError",
      message: /question q1\), column "score" is NaN, expected a finite number or null/,
    });
  }
});

Deno.test("summaryTable() warns of runs that are not alike, and only of those", () => {
  const other = syntheticRun({ model: "b", cases: 39, condition: "no_image", dataset: "else" });
  const silent = syntheticRun({ model: "c", cases: 40, condition: null });
  const alike = syntheticRun({ model: "d", cases: 40 });
  const warnings = summaryTable([alike, other, silent, syntheticRun({ cases: 40, model: "e" })])
    .getColumn("warnings").toArray();
  assert.deepEqual(warnings, [
    null,
    "dataset else, not made_up; other cases than d; other settings than d",
    "settings unknown: a file does not say",
    null,
  ]);
});

Deno.test("summaryTable() of a run that finished nothing has nulls, not zeros", () => {
  const [row] = summaryTable([syntheticRun({ cases: 0, unfinished: 3 })]).toRecords();
  assert.equal(row?.["official_case_accuracy"], null);
  assert.equal(row?.["clean_question_accuracy"], null);
  assert.equal(row?.["clean_question_lo"], null);
  assert.equal(row?.["clean_question_coverage"], 0);
  assert.equal(row?.["outcomes"], "not_run 9");
  assert.equal(summaryTable([]).height, 0);
});

Deno.test("summaryTable() refuses a run given twice", () => {
  assert.throws(() => summaryTable([...RUNS, ...RUNS]), /is given twice/);
});

function table(
  rows: readonly (readonly [string | null, number | null, readonly string[]])[],
): Frame {
  return buildFrame({
    name: "sample",
    columns: [
      { name: "text", type: "string", description: "text", read: (row) => row[0] },
      { name: "=number", type: "number", description: "number", read: (row) => row[1] },
      { name: "list", type: "strings", description: "list", read: (row) => row[2] },
      {
        name: "at",
        type: "datetime",
        description: "at",
        read: () => new Date("2026-03-01T08:00:00Z"),
      },
    ],
    describeRow: () => "row",
  }, rows);
}

Deno.test("tableToCsv() guards formulas in text and leaves numbers alone", () => {
  for (const start of ["=", "+", "-", "@", "\t", "\r"]) {
    const csv = tableToCsv(table([[`${start}HYPERLINK()`, -1.5, []]]), {
      columns: ["text", "=number"],
    });
    assert.equal(csv.split("\n")[0], "text,'=number");
    assert.match(csv, /\n"?'[=+\-@\t\r]HYPERLINK\(\)"?,-1\.5\n$/);
  }
  assert.match(
    tableToCsv(table([[null, 0.1 + 0.2, ["-a", "b"]]])),
    /\n,0\.30000000000000004,'-a; b,2026-03-01T08:00:00\.000Z\n$/,
  );
});

Deno.test("tableToCsv() quotes commas, quotes and line ends", () => {
  const csv = tableToCsv(table([['a, "b"\nc', null, []]]), { columns: ["text", "list"] });
  assert.equal(csv, 'text,list\n"a, ""b""\nc",\n');
});

Deno.test("tableToMarkdown() keeps one row a line and lets no text act", () => {
  const nasty = "a|b\n![x](http://e.x/y) <b>*_`\\";
  const markdown = tableToMarkdown(table([[nasty, 1 / 3, []]]), { columns: ["text", "=number"] });
  const [head, rule, row, ...rest] = markdown.split("\n");
  assert.equal(head, "| text | =number |");
  assert.equal(rule, "| --- | ---: |");
  assert.equal(row, "| a\\|b !\\[x\\](http&#58;//e.x/y) &lt;b&gt;\\*\\_\\`\\\\ | 0.3333 |");
  assert.deepEqual(rest, [""]);
});

Deno.test("tableToMarkdown() writes a missing value as a dash and plain names as they are", () => {
  const markdown = tableToMarkdown(table([["gpt_4_mini", null, []]]), {
    columns: ["text", "=number"],
  });
  assert.match(markdown, /\| gpt_4_mini \| – \|\n$/);
});

Deno.test("both exports refuse a column that is not there", () => {
  for (const write of [tableToCsv, tableToMarkdown]) {
    assert.throws(() => write(table([]), { columns: ["nope"] }), {
      name: "RangeError",
      message: /No column "nope" in this table; it has text, =number/,
    });
  }
});

Deno.test("tableToLatex() joins an estimate with its interval and lets no text act", () => {
  const named = RUNS.map((run, index) => ({
    ...run,
    model: index === 0 ? "a_b & \\input{x}" : "b",
  }));
  const frame = accuracyTable(questionsFrame(named));
  const latex = tableToLatex(frame, {
    columns: ["run", "value", "lo", "hi", "n", "p"],
    percent: true,
    caption: "100% of {it}",
    label: "tab:one two",
  });
  assert.match(latex, /\\caption\{100\\% of \\\{it\\\}\}\n\\label\{tab:one-two\}/);
  assert.match(
    latex,
    /\\begin\{tabular\}\{lrrr\}\n\\toprule\nrun & value \[interval\] \(\\%\) & n & p \\\\/,
  );
  assert.match(
    latex,
    /a\\_b \\& \\textbackslash\{\}input\\\{x\\\} & \d\d\.\d \[\d\d\.\d, \d\d\.\d\] & \d+ & -- \\\\/,
  );
  assert.equal(latex.match(/ \\\\\n/g)?.length, 3);
});

Deno.test("tableToLatex() writes small p values as such, minus signs as such, missing as a dash", () => {
  const frame = compareRuns(
    questionsFrame([syntheticRun({ model: "weak", skill: 0.1, cases: 40 }), ...RUNS.slice(0, 1)]),
  );
  const latex = tableToLatex(frame, { columns: ["a", "b", "value", "p", "se", "excluded_why"] });
  assert.match(latex, /weak & sim-strong & \$-\$0\.\d{3} & \$<\$0\.001 & 0\.\d{3} & /);
  assert.doesNotMatch(latex, /begin\{table\}/);
  assert.match(tableToLatex(compareRuns(questionsFrame([]))), /\\midrule\n\\bottomrule/);
  assert.throws(() => tableToLatex(frame, { columns: ["x"] }), /No column "x" in this table/);
});
