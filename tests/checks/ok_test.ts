import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { inTree } from "./_in_tree.ts";

const GOOD = { "deno.json": "{}\n", "lib/types.ts": "export type Id = string;\n" };

Deno.test("the ok task runs the parts asked for, in order, and exits 0 when all are well", async () => {
  const { code, text } = await inTree(
    { ...GOOD, "mod.ts": "export const x = 1;\n" },
    (root) => ok(root, ["--only", "lint", "--only", "format"]),
  );
  assert.equal(code, 0, text);
  assert.match(text, /^ok {5}format .* s\nok {5}lint .* s\n2 parts in .* s: all is well\n$/);
});

Deno.test("the ok task stops at the first failing part, shows its output and passes its exit code", async () => {
  const broken = { ...GOOD, "mod.ts": "export const x   = 1\n" };
  const { code, text } = await inTree(
    broken,
    (root) => ok(root, ["--only", "format", "--only", "lint"]),
  );
  assert.equal(code, 1);
  assert.match(
    text,
    /export const x = 1;[\s\S]*\nFAILED format .* s\nnot run: lint\n1 parts in .* s: failed: format\n$/,
  );
});

Deno.test("the ok task goes on after a failure when told to, and still fails", async () => {
  const broken = { ...GOOD, "mod.ts": "export const x   = 1\n" };
  const { code, text } = await inTree(
    broken,
    (root) => ok(root, ["--only", "format", "--only", "lint", "--keep-going"]),
  );
  assert.equal(code, 1);
  assert.match(text, /\nok {5}lint .* s\n2 parts in .* s: failed: format\n$/);
});

Deno.test("the ok task refuses a part it does not have", async () => {
  const { code, text } = await inTree(GOOD, (root) => ok(root, ["--skip", "nothing"]));
  assert.equal(code, 2);
  assert.equal(text, "");
});

async function ok(
  root: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly text: string }> {
  const project = fileURLToPath(new URL("../..", import.meta.url));
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-q",
      "--config",
      `${project}/deno.json`,
      "-P=processes",
      "--no-prompt",
      `${project}/tasks/ok.ts`,
      ...args,
    ],
    env: { NO_COLOR: "1" },
    cwd: root,
  }).output();
  return { code, text: new TextDecoder().decode(stdout) };
}
