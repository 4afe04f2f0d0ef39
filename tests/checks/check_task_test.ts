import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { CHECKS } from "../../tasks/check/checks.ts";
import { readTree } from "../../tasks/check/read_tree.ts";
import { inTree } from "./_in_tree.ts";

const GOOD = {
  "deno.json": JSON.stringify({ imports: { "@rounds/rounds": "./mod.ts" }, tasks: {} }),
  "mod.ts": `export { one } from "./lib/stats/one.ts";`,
  "lib/stats/one.ts": [
    "/**",
    " * Gives one.",
    " * @example",
    " * ```ts",
    ' * import assert from "node:assert/strict";',
    ' * import { one } from "@rounds/rounds";',
    " * assert.equal(one(), 1);",
    " * ```",
    " */",
    "export function one(): number {",
    "  return 1;",
    "}",
  ].join("\n"),
  "tests/stats/one_test.ts": `import { one } from "../../mod.ts";\none();`,
};

Deno.test("every check finds nothing in a sound tree", async () => {
  const tree = await inTree(GOOD, readTree);
  for (const [name, check] of Object.entries(CHECKS)) assert.deepEqual(check(tree), [], name);
});

Deno.test("every check has a test of its own that sees it fail", async () => {
  const tests = await Array.fromAsync(
    Deno.readDir(new URL(".", import.meta.url)),
    ({ name }) => name,
  );
  for (const name of Object.keys(CHECKS)) assert.ok(tests.includes(`${name}_test.ts`), name);
});

Deno.test("the shapes task exits 0 on a sound tree, 1 with file:line on a broken one, 2 on an unknown check", async () => {
  const sound = await inTree(GOOD, (root) => shapes(["--root", root]));
  assert.equal(sound.code, 0, sound.text);
  assert.match(sound.text, /: 0 findings\n$/);
  const broken = await inTree(
    { ...GOOD, "lib/stats/two.ts": `\nimport "../run/x.ts";` },
    (root) => shapes(["--root", root, "import_edges"]),
  );
  assert.equal(broken.code, 1);
  assert.match(
    broken.text,
    /^lib\/stats\/two\.ts:2 stats may not import run .* \[import_edges\]\n1 checks .* 1 findings\n$/,
  );
  assert.equal((await shapes(["no_such_check"])).code, 2);
});

async function shapes(
  args: readonly string[],
): Promise<{ readonly code: number; readonly text: string }> {
  const script = fileURLToPath(new URL("../../tasks/check.ts", import.meta.url));
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "-P=offline", "--no-prompt", script, ...args],
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
  }).output();
  return { code, text: new TextDecoder().decode(stdout) };
}
