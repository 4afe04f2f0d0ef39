import assert from "node:assert/strict";
import {
  accuracyTable,
  buildFrame,
  type Column,
  compareRuns,
  flips,
  type Frame,
  outcomesTable,
} from "../../mod.ts";

/** A question as far as tables read it. */
interface Row {
  readonly run: string;
  readonly n: number;
  readonly q: number;
}

const ROWS: readonly Row[] = ["r1", "r2"].flatMap((run) =>
  Array.from({ length: 700 }, (_, n) => [1, 2, 3].map((q) => ({ run, n, q }))).flat()
);

const isKnown = ({ n, q }: Row) => (n + q) % 11 !== 0;
const scoreOf = ({ run, n, q }: Row) => (n * 7 + q * (run === "r1" ? 3 : 5)) % 4 === 0 ? 0 : 1;
const groupOf = ({ n }: Row) => n % 6 === 0 ? null : `group ${n % 3}`;

function column(
  name: string,
  type: Column<Row>["type"],
  read: (row: Row) => unknown,
): Column<Row> {
  return { name, type, description: name, read };
}

function frameOf(rows: readonly Row[], score = column("score", "number", scoreOrNull)) {
  const columns: readonly Column<Row>[] = [
    column("run_id", "string", ({ run }) => run),
    column("model", "string", ({ run }) => `model ${run}`),
    column("dataset", "string", () => "d"),
    column("benchmark", "string", () => "b"),
    column("condition", "string", () => "full"),
    column("dataset_sha256", "string", () => "ab"),
    column("protocol", "string", () => "{}"),
    column("simulated", "boolean", () => true),
    column("unfinished_cases", "integer", () => 0),
    column("case_id", "string", ({ n }) => `c${n}`),
    column("trial", "integer", () => 1),
    column("item", "string", ({ q }) => `q${q}`),
    column("position", "integer", ({ q }) => q),
    column("level1", "string", groupOf),
    column("outcome", "string", (row) => isKnown(row) ? "graded" : "failed"),
    column("strict_answer", "string", (row) => isKnown(row) ? "AB"[scoreOf(row)] : null),
    score,
  ];
  return buildFrame({ name: "questions", columns, describeRow: ({ run }) => run }, rows);
}

function scoreOrNull(row: Row): number | null {
  return isKnown(row) ? scoreOf(row) : null;
}

Deno.test("a table of a frame that was changed in place since the last one is of what the frame is now", () => {
  const valueOf = (frame: Frame) =>
    accuracyTable(frame).toRecords().map(({ run, value, n }) => [run, value, n]);
  const ways: readonly ((frame: Frame, wrong: Frame) => void)[] = [
    (frame, wrong) => frame.replaceAtIdx(frame.findIdxByName("score"), wrong.getColumn("score")),
    (frame, wrong) => Object.assign(frame, { score: wrong.getColumn("score") }),
    (frame) => {
      frame.columns = frame.columns.map((name) =>
        name === "score" ? "other" : name === "wrong" ? "score" : name
      );
    },
  ];
  const wrong = buildFrame({
    name: "wrong",
    columns: [column("score", "number", () => 0)],
    describeRow: () => "",
  }, ROWS);
  for (const change of ways) {
    const frame = frameOf(ROWS).withColumn(wrong.getColumn("score").alias("wrong"));
    const before = valueOf(frame);
    assert.deepEqual(valueOf(frame), before);
    assert.ok(before.every(([, value]) => Number(value) > 0.5));
    for (let twice = 0; twice < 2; twice++) {
      change(frame, wrong);
      assert.ok(valueOf(frame).every(([, value]) => value === 0), String(change));
      if (frame.columns.includes("other")) break;
    }
  }
  const longer = frameOf(ROWS.filter(({ run }) => run === "r1"));
  const [[, , n] = []] = valueOf(longer);
  longer.extend(frameOf(ROWS.filter(({ run }) => run === "r2")));
  assert.deepEqual(valueOf(longer).map(([run]) => run), ["model r1", "model r2"]);
  assert.ok(Number(n) > 0);
});

Deno.test("tables of many rows count what a plain count counts, the unknown group too", () => {
  const table = accuracyTable(frameOf(ROWS), { by: "level1" });
  const outcomes = outcomesTable(frameOf(ROWS), { by: "level1" });
  assert.equal(table.height, 8);
  for (const [place, record] of table.toRecords().entries()) {
    const mine = ROWS.filter((row) =>
      row.run === record["run_id"] && groupOf(row) === record["level1"]
    );
    const known = mine.filter(isKnown);
    assert.ok(mine.length > 0);
    assert.equal(record["planned"], mine.length);
    assert.equal(record["n"], known.length);
    assert.equal(record["right"], known.filter((row) => scoreOf(row) === 1).length);
    assert.equal(record["clusters"], new Set(known.map(({ n }) => n)).size);
    const counted = outcomes.toRecords()[place];
    assert.equal(counted?.["graded"], known.length);
    assert.equal(counted?.["failed"], mine.length - known.length);
  }
});

Deno.test("a comparison does not depend on the order of the rows, nor on runs being mixed", () => {
  const [first] = compareRuns(frameOf(ROWS)).toRecords();
  const mixed = ROWS.toSorted((a, b) => a.n - b.n || b.q - a.q || (a.run < b.run ? -1 : 1));
  const [second] = compareRuns(frameOf(mixed)).toRecords();
  for (const name of ["a", "b", "a_only", "b_only", "n", "n_excluded", "p", "clusters"]) {
    assert.equal(second?.[name], first?.[name], name);
  }
  const one = ROWS.filter((row) => row.run === "r1" && isKnown(row));
  const other = one.map((row) => ({ ...row, run: "r2" }));
  assert.equal(first?.["n"], one.length);
  const better = one.filter((row, k) => scoreOf(row) > scoreOf(other[k] ?? row)).length;
  assert.equal(first?.["a_only"], better);
  assert.equal(
    flips(frameOf(ROWS), { a: "r1", b: "r2" }).height,
    Number(first?.["a_only"]) + Number(first?.["b_only"]),
  );
});

Deno.test("a question that stands twice is refused far down too, and so is not-a-number", () => {
  const twice = [...ROWS, { run: "r2", n: 650, q: 2 }];
  assert.throws(() => accuracyTable(frameOf(twice)), /case_id c650, trial 1, item q2 twice/);
  assert.throws(() => compareRuns(frameOf(twice)), /holds case c650, trial 1, item q2 twice/);
  const frame = frameOf(ROWS);
  const broken = frame.withColumn(frame.getColumn("score").div(0).alias("score"));
  assert.throws(() => accuracyTable(broken), /Column "score" holds not-a-number/);
});
