import assert from "node:assert/strict";
import { runScript } from "./run_script.ts";

const SMALL = ["--runs", "3", "--cases", "60", "--most-ms", "600000"];

Deno.test("bench-tables measures every frame, table and figure, and reading costs little beside the bare parser", async () => {
  const { code, stdout, stderr } = await runScript(
    "bench_tables.ts",
    [...SMALL, "--most-ratio", "4", "--json"],
    { permissions: "figures" },
  );
  assert.equal(code, 0, `${stderr}\n${stdout}`);
  const { steps, questions, ratio, limits } = JSON.parse(stdout);
  assert.ok(questions >= 3 * 60);
  assert.ok(ratio > 1);
  assert.equal(limits.ratio, 4);
  const names: readonly string[] = steps.map(({ name }: { readonly name: string }) => name);
  for (const name of ["read", "questionsFrame", "compareRuns", "leaderboard", "survivalPlot"]) {
    assert.ok(names.includes(name), name);
  }
});

Deno.test("bench-tables says which promise is missed, and exits 1", async () => {
  const { code, stdout } = await runScript("bench_tables.ts", [...SMALL, "--most-ratio", "0.01"], {
    permissions: "figures",
  });
  assert.equal(code, 1);
  assert.match(stdout, /one file .* × JSON\.parse .* at most 0\.01: missed/);
  assert.match(stdout, /all, \d+ questions .* wall, at most 600000 ms: kept/);
});
