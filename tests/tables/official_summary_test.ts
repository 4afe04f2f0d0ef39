import assert from "node:assert/strict";
import { benchmarks, casesFrame, questionsFrame, readResults } from "../../mod.ts";

type Row = Readonly<Record<string, unknown>>;
const right = (rows: readonly Row[]): number =>
  rows.filter((row) => row["official_score"] === 1).length;

for (const name of ["sim-strong", "sim-weak", "sim-blind"]) {
  Deno.test(`the official summary of ${name} follows exactly from the frames`, async () => {
    const file = `data/demo/results/${name}_rounds_demo.json`;
    const { summary } = JSON.parse(await Deno.readTextFile(file));
    const run = await readResults(file, { benchmarks });
    const questions = questionsFrame([run]).toRecords();
    const cases = casesFrame([run]).toRecords();
    assert.deepEqual(
      [cases.length, questions.length, right(cases), right(questions)],
      [summary.total_cases, summary.total_mcqs, summary.correct_cases, summary.correct_mcqs],
    );
    for (const [column, part] of [["rarity", "by_rarity"], ["level1", "by_chapter"]] as const) {
      for (const [group, counts] of Object.entries<Row>(summary[part])) {
        const own = (rows: readonly Row[]): readonly Row[] =>
          rows.filter((row) => row[column] === group);
        assert.deepEqual(
          [own(cases).length, right(own(cases)), own(questions).length, right(own(questions))],
          [counts["cases"], counts["correct_cases"], counts["mcqs"], counts["correct_mcqs"]],
        );
      }
    }
    for (const [stage, counts] of Object.entries<Row>(summary.by_stage)) {
      const own = questions.filter((row) => row["stage"] === stage);
      assert.deepEqual([own.length, right(own)], [counts["mcqs"], counts["correct_mcqs"]]);
    }
  });
}
