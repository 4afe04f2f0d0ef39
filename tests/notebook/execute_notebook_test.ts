import assert from "node:assert/strict";
import { type CodeCell, executeNotebook, type Notebook, type NotebookOutput } from "../../mod.ts";
import { notebookOf } from "./notebook_of.ts";

const HERE = import.meta.dirname ?? ".";

function outputsOf(notebook: Notebook): readonly (readonly NotebookOutput[])[] {
  return notebook.cells.flatMap((cell) => cell.cell_type === "code" ? [cell.outputs] : []);
}

function errorOf(notebook: Notebook, cell: number): string {
  const error = outputsOf(notebook)[cell - 1]?.find(({ output_type }) => output_type === "error");
  return error?.output_type === "error" ? `${error.ename}: ${error.evalue}` : "none";
}

Deno.test("executeNotebook() loses none of 71 outputs of six kinds, a 2,000-line log included", async () => {
  const kinds = [
    "1 + 1",
    "await new Promise((done) => setTimeout(done, 1)); 3",
    "await Deno.jupyter.display({ 'text/plain': 'x' }, { raw: true });",
    "console.log('line');",
    "Deno.jupyter.html`<b>x</b>`",
    "console.error('late'); for (let i = 0; i < 200; i++) console.log(i);",
  ];
  const sources = Array.from({ length: 60 }, (_, index) => kinds[index % kinds.length] ?? "");
  const run = await executeNotebook(notebookOf([...sources, LONG_LOG]), { cwd: HERE });
  assert.deepEqual(run.problems, []);
  assert.equal(run.cellsRun, 61);
  const outputs = outputsOf(run.notebook);
  for (const [index, source] of sources.entries()) {
    const expected = source.includes("console.error") ? 2 : 1;
    assert.equal(outputs[index]?.length, expected, `cell ${index + 1}: ${source}`);
  }
  const [log] = outputs[60] ?? [];
  assert.equal(log?.output_type === "stream" && log.text.split("\n").length, 2001);
  assert.equal(run.outputs, 71);
});

const LONG_LOG = "for (let i = 0; i < 2000; i++) console.log(`line ${i}`);";

Deno.test("executeNotebook() keeps an output of 3 million characters whole", async () => {
  const run = await executeNotebook(notebookOf(["console.log('a'.repeat(3e6));", "1"]), {
    cwd: HERE,
  });
  const [big] = outputsOf(run.notebook)[0] ?? [];
  assert.equal(big?.output_type === "stream" && big.text.length, 3_000_001);
  assert.deepEqual(run.problems, []);
});

Deno.test("executeNotebook() runs cells in the notebook's folder, imports included, and keeps state and text cells", async () => {
  const notebook = notebookOf([
    'import { progressText } from "../../mod.ts"; const total = 4;',
    "total + 1",
    "   ",
  ]);
  const withText: Notebook = {
    ...notebook,
    cells: [{ cell_type: "markdown", source: "# A", metadata: {} }, ...notebook.cells],
  };
  const before = structuredClone(withText);
  const run = await executeNotebook(withText, { cwd: HERE });
  assert.deepEqual(run.problems, []);
  assert.equal(run.cellsRun, 2);
  const [text, first, second, empty] = run.notebook.cells;
  assert.deepEqual(text, { cell_type: "markdown", source: "# A", metadata: {}, id: "cell-1" });
  assert.deepEqual([first?.execution_count, second?.execution_count, empty?.execution_count], [
    1,
    2,
    null,
  ]);
  assert.deepEqual(second?.outputs, [{
    output_type: "execute_result",
    execution_count: 2,
    data: { "text/plain": "5" },
    metadata: {},
  }]);
  assert.equal(Object.hasOwn(run.notebook.metadata, "kernelspec"), true);
  assert.deepEqual(withText, before, "the notebook given is not changed");
});

Deno.test("executeNotebook() colours nothing and shows the last state of a live display", async () => {
  const live =
    "for (let i = 0; i < 20; i++) await Deno.jupyter.display({ 'text/plain': `p${i}` }, " +
    "{ raw: true, display_id: 'p', update: i > 0 });";
  const { notebook } = await executeNotebook(notebookOf(["({ a: 'x' })", live]), { cwd: HERE });
  assert.deepEqual(outputsOf(notebook).map((outputs) => outputs.map(plain)), [
    [`{ a: "x" }`],
    ["p19"],
  ]);
});

function plain(output: NotebookOutput): unknown {
  return "data" in output ? output.data["text/plain"] : output.output_type;
}

Deno.test("executeNotebook() stops at a cell that throws, and leaves the cells after it empty", async () => {
  const run = await executeNotebook(notebookOf(["1", "throw new TypeError('boom')", "3"]), {
    cwd: HERE,
  });
  assert.deepEqual(run.problems, [
    { cell: 2, line: null, kind: "error", message: "TypeError: boom" },
  ]);
  assert.equal(errorOf(run.notebook, 2), "TypeError: boom");
  assert.deepEqual(outputsOf(run.notebook)[2], []);
  assert.equal(run.cellsRun, 1);
});

Deno.test("executeNotebook() goes on after a cell tagged raises-exception", async () => {
  const notebook = notebookOf(["throw new Error('meant')", "2"]);
  const cells = notebook.cells.map((cell, index) =>
    index === 0 ? { ...cell, metadata: { tags: ["raises-exception"] } } : cell
  );
  const run = await executeNotebook({ ...notebook, cells }, { cwd: HERE });
  assert.deepEqual(run.problems, []);
  assert.equal(errorOf(run.notebook, 1), "Error: meant");
  assert.equal(outputsOf(run.notebook)[1]?.length, 1);
});

Deno.test("executeNotebook() makes a syntax error visible, with its line", async () => {
  const run = await executeNotebook(notebookOf(["const a = 1;\nconst y = ;"]), { cwd: HERE });
  assert.deepEqual(run.problems, [
    { cell: 1, line: 2, kind: "syntax", message: "Expression expected" },
  ]);
  assert.equal(errorOf(run.notebook, 1), "SyntaxError: Expression expected (line 2)");
});

Deno.test("executeNotebook() ends a cell that takes too long, also one in a busy loop", async () => {
  for (const source of ["await new Promise(() => {})", "for (;;);"]) {
    const run = await executeNotebook(notebookOf([source]), { cwd: HERE, cellTimeoutMs: 200 });
    assert.deepEqual(run.problems, [{
      cell: 1,
      line: null,
      kind: "timeout",
      message: "the cell did not finish within 0.2 s",
    }]);
    assert.match(errorOf(run.notebook, 1), /^TimeoutError: /);
  }
});

Deno.test("executeNotebook() survives the death of the kernel and says how it died", async () => {
  const run = await executeNotebook(notebookOf(["1", "Deno.exit(3)", "3"]), { cwd: HERE });
  const [problem] = run.problems;
  assert.equal(problem?.kind, "kernel_died");
  assert.match(problem?.message ?? "", /exit code 3/);
  assert.match(errorOf(run.notebook, 2), /^KernelDied: /);
});

Deno.test("executeNotebook() counts an error inside a display symbol, which the kernel calls a success", async () => {
  const source = "({ [Symbol.for('Jupyter.display')]() { throw new Error('no picture'); } })";
  const run = await executeNotebook(notebookOf([source]), { cwd: HERE });
  assert.equal(run.problems[0]?.message, "Error: no picture");
});

Deno.test("executeNotebook() reports an update of a display that no cell shows as lost", async () => {
  const source = "await Deno.jupyter.broadcast('update_display_data', " +
    "{ data: { 'text/plain': 'x' }, metadata: {}, transient: { display_id: 'q' } });";
  const run = await executeNotebook(notebookOf([source]), { cwd: HERE });
  assert.equal(run.problems[0]?.kind, "lost_output");
});

Deno.test("executeNotebook() tells which cell runs, and stops when its signal says so", async () => {
  const controller = new AbortController();
  const cells: string[] = [];
  await assert.rejects(
    executeNotebook(notebookOf(["1", "await new Promise(() => {})"]), {
      cwd: HERE,
      signal: controller.signal,
      onCell: (cell, total) => {
        cells.push(`${cell}/${total}`);
        if (cell === 2) controller.abort(new DOMException("Interrupted", "AbortError"));
      },
    }),
    { name: "AbortError" },
  );
  assert.deepEqual(cells, ["1/2", "2/2"]);
});

Deno.test("executeNotebook() gives a notebook without cells back", async () => {
  const run = await executeNotebook(notebookOf([]), { cwd: HERE });
  assert.deepEqual([run.problems, run.cellsRun, run.outputs], [[], 0, 0]);
});

Deno.test("executeNotebook() refuses a notebook in another language and a kernel that does not start", async () => {
  const metadata = { kernelspec: { language: "python", name: "python3" } };
  await assert.rejects(executeNotebook({ ...notebookOf([]), metadata }, { cwd: HERE }), {
    name: "RangeError",
    message: "The notebook's language is python, expected typescript",
  });
  await assert.rejects(
    executeNotebook(notebookOf(["1"]), {
      cwd: HERE,
      argv: [Deno.execPath(), "eval", "console.error('no kernel here'); Deno.exit(9)"],
    }),
    /The kernel did not start: the kernel ended \(exit code 9\): no kernel here/,
  );
});

Deno.test("executeNotebook() gives cells without an id one that stays the same", async () => {
  const notebook = notebookOf(["1", "2"]);
  const cells = notebook.cells.map((cell, index): CodeCell | typeof cell =>
    index === 0 ? { ...cell, id: "cell-2" } : cell
  );
  const run = await executeNotebook({ ...notebook, cells }, { cwd: HERE });
  assert.deepEqual(run.notebook.cells.map(({ id }) => id), ["cell-2", "unnamed-cell-2"]);
});
