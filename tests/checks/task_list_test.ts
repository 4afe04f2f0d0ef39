import assert from "node:assert/strict";
import { taskList } from "../../tasks/check/task_list.ts";
import { findingsIn } from "./_findings_in.ts";

Deno.test("taskList() accepts a described task whose script exists, and documents that name it", async () => {
  assert.deepEqual(
    await findingsIn(taskList, {
      "deno.json": configuration({
        demo: { description: "Shows", command: "deno run -P=x --no-prompt tasks/demo.ts" },
      }),
      "tasks/demo.ts": "export const x = 1;",
      "README.md": "Run `npx -y deno@2.9.6 task demo` or `deno task -q demo`.",
    }),
    [],
  );
});

Deno.test("taskList() finds a task without description, script, --no-prompt or limits, and an unknown one in a document", async () => {
  const findings = await findingsIn(taskList, {
    "deno.json": configuration({
      plain: "deno fmt",
      demo: { description: "Shows", command: "deno run -A tasks/demo.ts" },
    }),
    "README.md": "First.\nRun `deno task dmeo`.",
  });
  assert.deepEqual(findings, [
    "deno.json:3 task plain has no description",
    "deno.json:4 task demo starts tasks/demo.ts, which does not exist",
    "deno.json:4 task demo may prompt: add --no-prompt",
    "deno.json:4 task demo takes every permission: name a set with -P",
    "README.md:2 deno.json has no task dmeo",
  ]);
});

function configuration(tasks: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ tasks }, null, 2);
}
