import assert from "node:assert/strict";
import { join } from "node:path";
import { casesFrame, questionsFrame, readPartialRun, runBenchmark } from "../../mod.ts";
import { failure, quiz, quizCase, quizzer } from "./quiz.ts";

const CASES = [quizCase("a", ["x", "y"], 1), quizCase("b", ["x"], 2), quizCase("c", ["x", "x"], 3)];

/** A run that a second process looks at while the first question of the last case is open. */
async function lookWhileRunning<T>(look: (output: string) => Promise<T>): Promise<T> {
  const output = join(await Deno.makeTempDir(), "quiz.json");
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const base = quizzer(() => "x");
  const run = runBenchmark(quiz(), {
    cases: CASES,
    dataset: { name: "quiz", revision: "r1", sha256: "ab" },
    model: {
      ...base,
      name: "m",
      reply: async (messages, options) => {
        if (messages.at(-1)?.content === "c q2") {
          asked.resolve();
          await answer.promise;
        }
        return await base.reply(messages, options);
      },
    },
    output,
    concurrency: 1,
  });
  try {
    await asked.promise;
    return await look(output);
  } finally {
    answer.resolve();
    await run;
  }
}

Deno.test("readPartialRun() gives what is finished while another still writes", async () => {
  const run = await lookWhileRunning((output) =>
    readPartialRun(output, { benchmark: quiz(), cases: CASES })
  );
  const finished = run.results.map(({ case: c }) => c.id);
  assert.ok(run.unfinished.includes("c"));
  assert.deepEqual([...finished, ...run.unfinished].toSorted(), ["a", "b", "c"]);
  assert.deepEqual([run.planned.cases, run.model, run.finishedAt], [3, "m", null]);
  assert.equal(run.manifest?.dataset_revision, "r1");
  assert.match(run.warnings.join(), /read while under way: \d of 3 cases are finished/);
});

Deno.test("frames of a partial run are partial and say so", async () => {
  const run = await lookWhileRunning((output) =>
    readPartialRun(output, { benchmark: quiz(), cases: CASES })
  );
  assert.equal(casesFrame([run]).height, run.results.length);
  const unfinished = questionsFrame([run]).getColumn("unfinished_cases").toArray();
  assert.ok(unfinished.every((count) => count === run.unfinished.length && count > 0));
});

Deno.test("readPartialRun() leaves a case open whose turn failed and is still to be repeated", async () => {
  const output = join(await Deno.makeTempDir(), "quiz.json");
  await runBenchmark(quiz(), {
    cases: CASES,
    dataset: { name: "quiz", revision: null, sha256: "ab" },
    model: quizzer((question) => question === "a q2" ? failure("timeout") : "x"),
    output,
    keepJournal: true,
  });
  const { unfinished, results } = await readPartialRun(output, { benchmark: quiz(), cases: CASES });
  assert.deepEqual(unfinished, ["a"]);
  assert.equal(results.length, 2);
});

Deno.test("readPartialRun() refuses other cases, an empty journal and none", async () => {
  const output = join(await Deno.makeTempDir(), "quiz.json");
  await assert.rejects(
    readPartialRun(output, { benchmark: quiz(), cases: CASES }),
    Deno.errors.NotFound,
  );
  await Deno.writeTextFile(`${output}.journal.jsonl`, "");
  await assert.rejects(
    readPartialRun(output, { benchmark: quiz(), cases: CASES }),
    /is empty: no run was begun/,
  );
  await lookWhileRunning(async (path) => {
    await assert.rejects(
      readPartialRun(path, { benchmark: quiz(), cases: CASES.slice(0, 2) }),
      /plans other cases than the 2 given/,
    );
  });
});
