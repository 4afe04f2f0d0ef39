import assert from "node:assert/strict";
import { join } from "node:path";
import { runScript } from "./run_script.ts";

/** A result file of the reference evaluator, made up. */
async function resultFile(): Promise<string> {
  const file = join(await Deno.makeTempDir(), "m_2025_H1.json");
  const mcq = (n: number, q: number) => ({
    stage: "Diagnosis",
    mcq_index: q,
    correct_answer: "A",
    extracted_answer: (n + q) % 3 === 0 ? "B" : "A",
    is_correct: (n + q) % 3 !== 0,
    model_response: `\\boxed{${(n + q) % 3 === 0 ? "B" : "A"}}`,
    error: null,
    image_types: [],
    table_types: [],
  });
  const cases = Array.from({ length: 12 }, (_, n) => ({
    case_id: String(n),
    pmc: String(n),
    doi: "",
    rarity: "rare",
    level1: "Chapter",
    level2: "Group",
    total_mcqs: 2,
    correct_mcqs: [0, 1].filter((q) => mcq(n, q).is_correct).length,
    mcqs: [0, 1].map((q) => mcq(n, q)),
  }));
  const meta = { model: "m", dataset: "2025_H1", image_mode: "url", liveclin_version: "1.0.0" };
  await Deno.writeTextFile(file, JSON.stringify({ meta, summary: {}, cases }));
  return file;
}

Deno.test("second-opinion says when there is no Python of that name", async () => {
  const file = await resultFile();
  const none = await runScript("second_opinion.ts", [file, "--python", "no-such-python"], {
    permissions: "processes",
  });
  assert.equal(none.code, 2);
  assert.match(none.stderr, /there is no program no-such-python: --python names another/);
});

Deno.test({
  name: "second-opinion agrees with Python on a result file",
  ignore: !await hasPython(),
  fn: async () => {
    const end = await runScript("second_opinion.ts", [await resultFile(), "--json"], {
      permissions: "processes",
    });
    assert.equal(end.code, 0, end.stderr);
    const { agrees, rows } = JSON.parse(end.stdout);
    assert.equal(agrees, true);
    assert.deepEqual(rows.map((row: { quantity: string }) => row.quantity), [
      "value",
      "se",
      "lo",
      "hi",
      "n",
      "clusters",
    ]);
  },
});

async function hasPython(): Promise<boolean> {
  try {
    return (await new Deno.Command("python3", { args: ["--version"] }).output()).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
