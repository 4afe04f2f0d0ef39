import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { findMachinePaths, type Notebook, type NotebookCell, parseNotebook } from "../../mod.ts";
import { expectedFigures } from "../../tasks/notebook_pages/expected_figures.ts";
import { runScript } from "../tasks/run_script.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDER = join(ROOT, "notebooks");

/** A code host shows larger files as a link only. */
const MOST_BYTES = 1_500_000;

function kept(): readonly {
  readonly name: string;
  readonly text: string;
  readonly notebook: Notebook;
}[] {
  return Array.from(Deno.readDirSync(FOLDER), ({ name }) => name)
    .filter((name) => /^\d\d-.*\.ipynb$/.test(name)).sort()
    .map((name) => {
      const text = Deno.readTextFileSync(join(FOLDER, name));
      return { name, text, notebook: parseNotebook(text, name) };
    });
}

function codeOf({ cells }: Notebook): readonly string[] {
  return cells.filter((cell) => cell.cell_type === "code").map(({ source }) => source);
}

function proseOf({ cells }: Notebook): string {
  return cells.filter((cell: NotebookCell) => cell.cell_type === "markdown")
    .map(({ source }) => source).join("\n\n");
}

Deno.test("every notebook opens with its number, its title and one paragraph", () => {
  for (const { name, notebook } of kept()) {
    const [title, paragraph, ...more] = notebook.cells[0]?.source.split(/\n{2,}/) ?? [];
    assert.match(title ?? "", new RegExp(`^# ${name.slice(0, 2)} · [^\\n]+$`), name);
    assert.ok((paragraph ?? "").length > 200, `${name}: the paragraph says too little`);
    assert.deepEqual(more, [], name);
  }
});

Deno.test("the notebooks import the library, Polars and what Deno brings, and define no functions", () => {
  for (const { name, notebook } of kept()) {
    const code = codeOf(notebook).join("\n");
    const sources = [...code.matchAll(/\bfrom "([^"]+)"/g)].map(([, source]) => source ?? "");
    const foreign = sources.filter((source) =>
      !/^(?:\.\.\/mod\.ts|nodejs-polars|node:\w+)$/.test(source)
    );
    assert.deepEqual(foreign, [], name);
    assert.doesNotMatch(code, /^\s*(?:async )?function\b/m, name);
    assert.doesNotMatch(code, /^(?:const|let) \w+ = (?:async )?(?:\([^)]*\)|\w+) =>/m, name);
  }
});

Deno.test("the notebooks are kept as one run from top to bottom, without an error", () => {
  for (const { name, notebook } of kept()) {
    const counts = notebook.cells.filter((cell) => cell.cell_type === "code")
      .map((cell) => cell.execution_count);
    assert.deepEqual(counts, counts.map((_, index) => index + 1), name);
    const { drawings, pictures, unseen } = expectedFigures(notebook);
    assert.deepEqual(unseen, [], name);
    assert.ok(drawings + pictures > 0, name);
  }
});

Deno.test("the notebooks name no folder of the machine they were run on, and stay small enough to be shown", () => {
  const home = Deno.env.get("HOME") ?? Deno.env.get("USERPROFILE") ?? "";
  for (const { name, text, notebook } of kept()) {
    assert.deepEqual(findMachinePaths(notebook, [ROOT, home, Deno.cwd()]), [], name);
    assert.doesNotMatch(text, /file:\/\/\//, name);
    assert.ok(text.length < MOST_BYTES, `${name} has ${text.length} characters`);
  }
});

Deno.test("the tasks that the notebooks speak of are there", () => {
  const tasks = Object.keys(JSON.parse(Deno.readTextFileSync(join(ROOT, "deno.json"))).tasks);
  for (const { name, notebook } of kept()) {
    const all = `${proseOf(notebook)}\n${codeOf(notebook).join("\n")}`;
    for (const [, task = ""] of all.matchAll(/\bdeno task ([\w-]+)/g)) {
      assert.ok(tasks.includes(task), `${name}: there is no task ${task}`);
    }
  }
});

Deno.test("a notebook takes files of one's own by absolute paths and shows none of them", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const files = ["sim-strong", "sim-weak"].map((model) => join(folder, `${model}.json`));
    for (const [index, model] of ["sim-strong", "sim-weak"].entries()) {
      const demo = join(ROOT, `data/demo/results/${model}_rounds_demo.json`);
      await Deno.copyFile(demo, files[index] ?? "");
    }
    const name = "02-explore-results.ipynb";
    const { code, stdout, stderr } = await runScript(
      "notebooks.ts",
      [join(FOLDER, name), "--out", join(folder, "out")],
      {
        permissions: "processes",
        env: { ROUNDS_RESULTS: files.join(", "), ROUNDS_FIGURES: join(folder, "figures") },
      },
    );
    assert.equal(code, 0, stdout + stderr);
    const text = await Deno.readTextFile(join(folder, "out", name));
    assert.deepEqual(findMachinePaths(parseNotebook(text, name), [folder]), []);
    assert.match(text, /63 rows|42 rows/);
    for (const saved of ["svg", "png", "csv", "md", "tex"]) {
      const { size } = await Deno.stat(join(folder, "figures", `accuracy-by-stage.${saved}`));
      assert.ok(size > 100, saved);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a notebook whose files are not there says in one sentence which, and how the simulated ones are made", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (const { name, notebook } of kept()) {
      const [first = ""] = codeOf(notebook);
      if (!first.includes("deno task generate-runs")) continue;
      const script = join(folder, `${name}.ts`);
      const library = pathToFileURL(join(ROOT, "mod.ts")).href;
      await Deno.writeTextFile(script, first.replace("../mod.ts", library));
      const { code, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "--no-check", "--config", join(ROOT, "deno.json"), script],
        cwd: folder,
        env: { NO_COLOR: "1" },
      }).output();
      assert.equal(code, 1, name);
      const said = new TextDecoder().decode(stderr);
      assert.match(said, /Error: [^\n]*deno task generate-runs/, name);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
