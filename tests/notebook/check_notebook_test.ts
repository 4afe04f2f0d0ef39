import assert from "node:assert/strict";
import { join } from "node:path";
import { checkNotebook } from "../../mod.ts";
import { notebookOf } from "./notebook_of.ts";

/** Checks a notebook in a folder of its own, beside a small module, and tells what is left in the folder. */
async function check(sources: readonly string[]) {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(join(folder, "mod.ts"), "export const a = 1; export const b = 2;\n");
    const problems = await checkNotebook(notebookOf(sources), { path: join(folder, "n.ipynb") });
    const left = Array.from(Deno.readDirSync(folder), ({ name }) => name);
    assert.deepEqual(left, ["mod.ts"], "the file of the check is gone");
    return problems;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("checkNotebook() finds nothing in sound cells that share names and repeat imports", async () => {
  const problems = await check([
    'import { a } from "./mod.ts";\nconst x: number = a;',
    'import { a, b } from "./mod.ts";\nx + a + b',
    "[1, 2].map((value) => value + x)",
    "await Promise.resolve(x);\nDeno.jupyter.html`<b>${x}</b>`",
  ]);
  assert.deepEqual(problems, []);
});

Deno.test("checkNotebook() names cell and line of type errors, missing exports and missing modules", async () => {
  const problems = await check([
    'import { typo } from "./mod.ts";',
    "const x = 1;\n\nx.foo;",
    'import { z } from "./none.ts";',
    "const o: { a: { b: number } } = {\n  a: { b: 's' },\n};",
  ]);
  assert.deepEqual(problems.map(({ cell, line, kind }) => [cell, line, kind]), [
    [1, 1, "type"],
    [2, 3, "type"],
    [3, 1, "type"],
    [4, 2, "type"],
  ]);
  assert.match(problems[0]?.message ?? "", /no exported member 'typo'/);
  assert.equal(problems[1]?.message, "Property 'foo' does not exist on type '1'.");
});

Deno.test("checkNotebook() says once, in words, that a name is declared by two cells", async () => {
  const problems = await check([
    "const x = 1;\nfunction f() {}",
    "x",
    "const x = 2;\nfunction f() {}\nclass K {}\nclass K {}",
  ]);
  assert.deepEqual(problems.map(({ cell, line }) => [cell, line]), [[3, 1], [3, 2], [3, 4]]);
  assert.match(
    problems[0]?.message ?? "",
    /^"x" is declared more than once \(cell 1 and 3\): cells share one scope/,
  );
  assert.match(problems[2]?.message ?? "", /^"K" is declared more than once \(cell 3\)/);
});

Deno.test("checkNotebook() blames a syntax error on its own cell, and stops there", async () => {
  const problems = await check(["if (true) {\n  1", "const x: number = 's';"]);
  assert.deepEqual(problems.map(({ cell, kind }) => [cell, kind]), [[1, "syntax"]]);
});

Deno.test("checkNotebook() finds writes to standard output that no notebook shows", async () => {
  const problems = await check([
    "// Deno.stdout.write is not for notebooks\n1",
    "1;\nawait Deno.stdout.write(new Uint8Array());",
  ]);
  assert.deepEqual(problems.map(({ cell, line, kind }) => [cell, line, kind]), [
    [2, 2, "lost_output"],
  ]);
});

Deno.test("checkNotebook() uses the settings of the deno.json above the notebook", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(join(folder, "notebooks"));
    const settings = {
      imports: { lib: "./lib.ts" },
      compilerOptions: { noUncheckedIndexedAccess: true },
    };
    await Deno.writeTextFile(join(folder, "deno.json"), JSON.stringify(settings));
    await Deno.writeTextFile(join(folder, "lib.ts"), "export const list: number[] = [1];\n");
    const notebook = notebookOf(['import { list } from "lib";\nconst first: number = list[0];']);
    const [problem] = await checkNotebook(notebook, { path: join(folder, "notebooks/n.ipynb") });
    assert.match(problem?.message ?? "", /'undefined' is not assignable to type 'number'/);
    assert.equal(problem?.line, 2);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("checkNotebook() takes an empty notebook and stops when its signal says so", async () => {
  assert.deepEqual(await check([]), []);
  const reason = new DOMException("Interrupted", "AbortError");
  const folder = await Deno.makeTempDir();
  await assert.rejects(
    checkNotebook(notebookOf(["1"]), {
      path: join(folder, "n.ipynb"),
      signal: AbortSignal.abort(reason),
    }),
  );
  await Deno.remove(folder, { recursive: true });
});
