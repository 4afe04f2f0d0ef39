import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { testCounts } from "../../tasks/run_tests.ts";
import { inTree } from "./_in_tree.ts";

Deno.test("testCounts() reads the last summary, with steps, ignored tests and colours", () => {
  assert.deepEqual(testCounts("ok | 12 passed (3 steps) | 0 failed (7ms)\n", 0), {
    passed: 12,
    failed: 0,
  });
  assert.deepEqual(
    testCounts(
      "ok | 1 passed | 0 failed\nFAILED | 3 passed | 2 failed (1 step) | 1 ignored (20ms)\n",
      1,
    ),
    { passed: 3, failed: 2 },
  );
  assert.deepEqual(testCounts("\x1b[32mok\x1b[0m | 5 passed | 0 failed \x1b[90m(1s)\x1b[0m", 0), {
    passed: 5,
    failed: 0,
  });
});

Deno.test("testCounts() never calls a failed run clean", () => {
  assert.deepEqual(testCounts("error: Type checking failed.", 1), { passed: 0, failed: 1 });
  assert.deepEqual(testCounts("ok | 5 passed | 0 failed", 1), { passed: 5, failed: 1 });
});

Deno.test("the test task ends in the plain counts and passes the exit code through", async () => {
  const runs: readonly (readonly [string, string, number])[] = [
    ['Deno.test("a", () => {});', "1 passed, 0 failed", 0],
    [
      'Deno.test("a", () => {});\nDeno.test("b", () => { throw new Error("no"); });',
      "1 passed, 1 failed",
      1,
    ],
    ["export const x: number = 'text';", "0 passed, 1 failed", 1],
  ];
  for (const [text, last, code] of runs) {
    const result = await inTree({ "a_test.ts": text }, (root) => runTests(`${root}/a_test.ts`));
    assert.deepEqual(result, { code, last });
  }
});

async function runTests(file: string): Promise<{ readonly code: number; readonly last: string }> {
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "-P=processes", "--no-prompt", "tasks/run_tests.ts", file],
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
  }).output();
  const lines = new TextDecoder().decode(stdout).trimEnd().split("\n");
  return { code, last: lines.at(-1) ?? "" };
}
