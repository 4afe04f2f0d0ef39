import assert from "node:assert/strict";
import { chmod, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { inTree } from "./_in_tree.ts";

const README = "Run `npx -y deno@2.9.6 task test`.\n";
const GOOD = { tests: "echo '5 passed, 0 failed'", ok: "exit 0", pages: "exit 0" };

Deno.test(".ci/run counts tests and parts, and ends in the plain counts", async () => {
  assert.deepEqual(await run(GOOD), { code: 0, last: "9 passed, 0 failed" });
});

Deno.test(".ci/run fails when a test, the checks or the notebook pages fail, and runs the rest", async () => {
  const cases: readonly (readonly [Partial<typeof GOOD>, string])[] = [
    [{ tests: "echo '5 passed, 2 failed'; exit 1" }, "9 passed, 2 failed"],
    [{ ok: "exit 7" }, "8 passed, 1 failed"],
    [{ pages: "exit 1" }, "8 passed, 1 failed"],
    [
      { tests: "echo '5 passed, 2 failed'; exit 1", ok: "exit 1", pages: "exit 1" },
      "7 passed, 4 failed",
    ],
  ];
  for (const [broken, last] of cases) {
    assert.deepEqual(await run({ ...GOOD, ...broken }), { code: 1, last });
  }
});

Deno.test(".ci/run counts tests without a summary, and a failing exit code with a clean one, as a failure", async () => {
  assert.deepEqual(await run({ ...GOOD, tests: "echo 'Killed'; exit 137" }), {
    code: 1,
    last: "4 passed, 1 failed",
  });
  assert.deepEqual(await run({ ...GOOD, tests: "echo '5 passed, 0 failed'; exit 1" }), {
    code: 1,
    last: "9 passed, 1 failed",
  });
});

Deno.test(".ci/run fails when the README shows another test command", async () => {
  assert.deepEqual(await run(GOOD, "Run the tests.\n"), { code: 1, last: "8 passed, 1 failed" });
});

/** Runs the script in a tree where every program it calls is a stand-in. */
function run(
  parts: typeof GOOD,
  readme: string = README,
): Promise<{ readonly code: number; readonly last: string }> {
  const npx =
    `case "$*" in *"task test") ${parts.tests};; *"task ok"*) ${parts.ok};; *notebook-pages*) ${parts.pages};; *) exit 99;; esac`;
  const programs = {
    npx,
    "jupyter-nbconvert": "exit 0",
    chromium: "exit 0",
    "fc-list": "echo DejaVu Sans",
    "apt-get": "exit 1",
  };
  const files = Object.entries(programs).map((
    [name, body],
  ) => [`bin/${name}`, `#!/usr/bin/env bash\n${body}\n`]);
  const tree = { "README.md": readme, "notebooks/01-a.ipynb": "{}", ...Object.fromEntries(files) };
  return inTree(tree, async (root) => {
    for (const name of Object.keys(programs)) await chmod(`${root}/bin/${name}`, 0o755);
    const script = await readFile(fileURLToPath(new URL("../../.ci/run", import.meta.url)), "utf8");
    await Deno.mkdir(`${root}/.ci`);
    await Deno.writeTextFile(`${root}/.ci/run`, script);
    const { code, stdout } = await new Deno.Command("bash", {
      args: [`${root}/.ci/run`],
      env: { PATH: `${root}/bin:${Deno.env.get("PATH") ?? ""}` },
    }).output();
    return { code, last: new TextDecoder().decode(stdout).trimEnd().split("\n").at(-1) ?? "" };
  });
}
