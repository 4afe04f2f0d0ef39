import assert from "node:assert/strict";
import { join } from "node:path";
import { accuracyPlot, figureBundle, notebookText, parseNotebook } from "../../mod.ts";
import { notebookOf } from "../notebook/notebook_of.ts";
import { runScript, type RunScriptOptions } from "./run_script.ts";

/** Writes notebooks into a folder of their own and runs the task there. */
async function withNotebooks(
  notebooks: Readonly<Record<string, readonly string[]>>,
  test: (folder: string, run: ReturnType<typeof runner>) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, sources] of Object.entries(notebooks)) {
      await Deno.writeTextFile(join(folder, name), notebookText(notebookOf(sources)));
    }
    await test(folder, runner(folder));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const runner =
  (cwd: string) => (args: readonly string[], options: Partial<RunScriptOptions> = {}) =>
    runScript("notebooks.ts", args, { permissions: "notebooks", cwd, ...options });

const outputs = async (path: string) => {
  const notebook = parseNotebook(await Deno.readTextFile(path), path);
  return JSON.stringify(notebook.cells.map((cell) => cell.outputs));
};

Deno.test("the notebooks task executes a sound notebook, says so in a line, and leaves it as it was", async () => {
  await withNotebooks(
    { "sound.ipynb": ["const x: number = 20;", "x + 22"] },
    async (folder, run) => {
      const { code, stdout, stderr } = await run(["sound.ipynb"]);
      assert.equal(code, 0, stdout + stderr);
      assert.match(stdout, /^ok {5}sound\.ipynb: 2 cells, 1 output, \d+\.\d s\n$/);
      assert.equal(stderr, "");
      assert.equal(await outputs(join(folder, "sound.ipynb")), "[[],[]]");
      assert.deepEqual(Array.from(Deno.readDirSync(folder), ({ name }) => name), ["sound.ipynb"]);
    },
  );
});

Deno.test("the notebooks task writes outputs to a folder or back in place", async () => {
  await withNotebooks({ "a.ipynb": ["6 * 7"] }, async (folder, run) => {
    assert.equal((await run(["a.ipynb", "--out", "made/here"])).code, 0);
    assert.match(await outputs(join(folder, "made/here/a.ipynb")), /"42"/);
    assert.equal((await run(["a.ipynb", "--in-place"])).code, 0);
    assert.match(await outputs(join(folder, "a.ipynb")), /"42"/);
  });
});

Deno.test("the notebooks task can keep figures as pictures, which sites that show files can show", async () => {
  const bundle = JSON.stringify(figureBundle(accuracyPlot([]), { format: "html" }).data);
  const cells = [`({ [Symbol.for("Jupyter.display")]: () => (${bundle}) })`, "'<figure>'"];
  await withNotebooks({ "a.ipynb": cells }, async (folder, run) => {
    const { code, stdout } = await run(["a.ipynb", "--figures", "png", "--out", "made"]);
    assert.equal(code, 0, stdout);
    const path = join(folder, "made/a.ipynb");
    const { cells: done } = parseNotebook(await Deno.readTextFile(path), path);
    const [figure, text] = done.map((cell) => cell.cell_type === "code" ? cell.outputs[0] : null);
    assert.ok(figure?.output_type === "execute_result" || figure?.output_type === "display_data");
    assert.deepEqual(Object.keys(figure.data).sort(), ["image/png", "text/plain"]);
    assert.match(String(figure.data["image/png"]), /^iVBOR/);
    const size = Object(figure.metadata["image/png"]);
    assert.ok(size.width > 300 && size.height > 20, JSON.stringify(figure.metadata));
    assert.match(JSON.stringify(text), /<figure>/);
  });
});

Deno.test("the notebooks task names notebook and cell of every failure, goes on with the others, and exits 1", async () => {
  const notebooks = {
    "types.ipynb": ["const x: number = 1;", "x.foo"],
    "syntax.ipynb": ["1", "const y = ;"],
    "throws.ipynb": ["1", "throw new Error('boom')"],
    "dies.ipynb": ["Deno.exit(3)"],
    "home.ipynb": ["`${Deno.env.get('HOME')}/results.json`"],
    "sound.ipynb": ["1"],
  };
  await withNotebooks(notebooks, async (folder, run) => {
    const env = { HOME: "/home/ada" };
    const files = Object.keys(notebooks);
    const { code, stdout, stderr } = await run([...files, "--in-place"], { env });
    assert.equal(code, 1);
    for (
      const line of [
        /^FAILED types\.ipynb: 2 cells, not run/m,
        / types\.ipynb, cell 2, line 1: type error: Property 'foo' does not exist/,
        / syntax\.ipynb, cell 2, line 1: syntax error: Expression expected/,
        / throws\.ipynb, cell 2: error: Error: boom/,
        / dies\.ipynb, cell 1: kernel died: the kernel ended \(exit code 3\)/,
        / home\.ipynb, cell 1: machine path: .*: \/home\/ada\/results\.json/,
        /^ok {5}sound\.ipynb/m,
      ]
    ) assert.match(stdout, line);
    assert.match(stderr, /throws\.ipynb is left as it was/);
    assert.match(stderr, /5 of 6 notebooks failed\n$/);
    assert.equal(await outputs(join(folder, "throws.ipynb")), "[[],[]]");
  });
});

Deno.test("the notebooks task names the cell that takes longer than --timeout, and goes on with the others", async () => {
  // The other is not executed: on a slow machine any cell may take a second.
  const notebooks = { "slow.ipynb": ["await new Promise(() => {})"], "types.ipynb": ["1 .foo"] };
  await withNotebooks(notebooks, async (_, run) => {
    const { code, stdout, stderr } = await run([...Object.keys(notebooks), "--timeout", "1"]);
    assert.equal(code, 1);
    assert.match(stdout, / slow\.ipynb, cell 1: time-out: the cell did not finish within 1 s/);
    assert.match(stdout, / types\.ipynb, cell 1, line 1: type error: /);
    assert.match(stderr, /2 of 2 notebooks failed\n$/);
  });
});

Deno.test("the notebooks task checks without running: types and the outputs a notebook is kept with", async () => {
  await withNotebooks({ "a.ipynb": ["Deno.exit(3)"] }, async (folder, run) => {
    const path = join(folder, "a.ipynb");
    const { code, stdout } = await run(["a.ipynb", "--check"]);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /^ok {5}a\.ipynb: 1 cell, checked, /);
    const notebook = notebookOf(["1", "2"]);
    const cells = notebook.cells.map((cell, index) => ({
      ...cell,
      outputs: index === 0
        ? [{ output_type: "error", ename: "Error", evalue: "old", traceback: [] }]
        : [{ output_type: "stream", name: "stdout", text: "in /home/ada/x\n" }],
    }));
    await Deno.writeTextFile(path, JSON.stringify({ ...notebook, cells }));
    const kept = await run(["a.ipynb", "--check"], { env: { HOME: "/home/ada" } });
    assert.equal(kept.code, 1);
    assert.match(kept.stdout, /cell 1: error: is kept with the error output Error: old/);
    assert.match(kept.stdout, /cell 2: machine path: .*\/home\/ada\/x/);
  });
});

Deno.test("the notebooks task stops at an interrupt with exit code 130 and leaves nothing behind", async () => {
  const sources = ["await Deno.writeTextFile('running', 'x'); await new Promise(() => {})"];
  await withNotebooks({ "long.ipynb": sources, "first.ipynb": ["1"] }, async (folder, run) => {
    let sent = false;
    const { code, stderr } = await run(["first.ipynb", "long.ipynb"], {
      // The line of the first notebook; the second one runs, or is being checked, a moment later.
      onText: (text, signal) => {
        if (sent || !text.includes("first.ipynb")) return;
        sent = true;
        signal("SIGINT");
      },
    });
    assert.equal(code, 130, stderr);
    assert.match(stderr, /Interrupted\.\n$/);
    const left = Array.from(Deno.readDirSync(folder), ({ name }) => name).filter((name) =>
      name !== "running"
    );
    assert.deepEqual(left.sort(), ["first.ipynb", "long.ipynb"]);
  });
});

Deno.test("the notebooks task answers bad usage and unreadable files with exit code 2 before it runs anything", async () => {
  await withNotebooks({ "a.ipynb": ["1"] }, async (folder, run) => {
    await Deno.mkdir(join(folder, "b"));
    await Deno.copyFile(join(folder, "a.ipynb"), join(folder, "b/a.ipynb"));
    await Deno.writeTextFile(join(folder, "bad.ipynb"), "{}");
    const refused = async (args: readonly string[]) => {
      const { code, stdout, stderr } = await run(args);
      assert.deepEqual([code, stdout], [2, ""], args.join(" "));
      return stderr;
    };
    assert.match(await refused(["a.ipynb", "bad.ipynb"]), /Cannot parse notebook at bad\.ipynb/);
    assert.match(await refused(["a.ipynb", "none.ipynb"]), /none\.ipynb/);
    assert.match(await refused(["a.ipynb", "--out", "x", "--in-place"]), /exclude each other/);
    assert.match(await refused(["a.ipynb", "b/a.ipynb", "--out", "x"]), /two notebooks are called/);
    assert.match(await refused(["a.ipynb", "--timeout", "soon"]), /whole number/);
  });
});
