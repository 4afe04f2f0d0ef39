import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Command, Option } from "commander";
import {
  type CellProblem,
  checkNotebook,
  executeNotebook,
  findMachinePaths,
  type Notebook,
  notebookText,
  parseNotebook,
} from "../mod.ts";
import { timeoutSeconds } from "./cli/flag_values.ts";
import { interruptSignal } from "./cli/interrupt_signal.ts";
import { printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";
import { pngFigures } from "./notebooks/png_figures.ts";
import { ensureGenerated } from "./generate_runs/write_generated.ts";
import { taskCommand } from "./cli/task_command.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const GENERATED_FOLDER = "data/generated";

interface Flags {
  readonly out?: string;
  readonly inPlace?: boolean;
  readonly check?: boolean;
  readonly figures: "html" | "png";
  readonly timeout: number;
}

/** What became of one notebook. */
interface Outcome {
  readonly problems: readonly CellProblem[];
  /** E.g. `12 cells, 15 outputs, 3.2 s`. */
  readonly summary: string;
  /** With fresh outputs; null when it was not executed. */
  readonly executed: Notebook | null;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  const files = command.args.length > 0 ? command.args : await ownNotebooks();
  refuseContradictions(flags, files);
  const notebooks = await Promise.all(files.map(read));
  if (!flags.check) await prepare(notebooks);
  const { signal, end } = interruptSignal();
  let failed = 0;
  try {
    for (const { file, notebook } of notebooks) {
      const outcome = await judge(file, notebook, { flags, signal });
      if (outcome.problems.length > 0) failed++;
      printOut(report(file, outcome));
      await keep(file, outcome, flags);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    printNote("Interrupted.");
    return 130;
  } finally {
    end();
  }
  if (failed > 0) printNote(`${failed} of ${files.length} notebooks failed`);
  return failed > 0 ? 1 : 0;
}

/** Result files that come with no download are made when a notebook first reads them. */
async function prepare(
  notebooks: readonly { readonly file: string; readonly notebook: Notebook }[],
): Promise<void> {
  const reading = notebooks.filter(({ notebook }) =>
    notebook.cells.some((cell) =>
      cell.cell_type === "code" && cell.source.includes(GENERATED_FOLDER)
    )
  ).map(({ file }) => basename(file));
  if (reading.length === 0) return;
  await ensureGenerated(join(ROOT, GENERATED_FOLDER), {
    onStart: () =>
      printNote(
        `Generating ${GENERATED_FOLDER} for ${reading.join(", ")} (once, some seconds) ...`,
      ),
  });
}

async function judge(
  file: string,
  notebook: Notebook,
  { flags, signal }: { readonly flags: Flags; readonly signal: AbortSignal },
): Promise<Outcome> {
  const started = performance.now();
  const checked = await checkNotebook(notebook, { path: file, signal });
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const cells = notebook.cells.filter((cell) => cell.cell_type === "code").length;
  if (flags.check || checked.length > 0) {
    const kept = flags.check ? keptProblems(notebook) : [];
    const summary = `${plural(cells, "cell")}, ${
      flags.check ? "checked" : "not run"
    }, ${seconds()}`;
    return { problems: [...checked, ...kept], summary, executed: null };
  }
  const run = await executeNotebook(notebook, {
    cwd: dirname(resolve(file)),
    cellTimeoutMs: flags.timeout * 1000,
    signal,
    onCell: (cell, total) => progress(`${basename(file)}: cell ${cell} of ${total}`),
  });
  progress("");
  const problems = [...run.problems, ...findMachinePaths(run.notebook, machineFolders())];
  const summary = `${plural(run.cellsRun, "cell")}, ${plural(run.outputs, "output")}, ${seconds()}`;
  const executed = flags.figures === "png" ? pngFigures(run.notebook) : run.notebook;
  return { problems, summary, executed };
}

function machineFolders(): readonly string[] {
  return [ROOT, Deno.env.get("HOME") ?? Deno.env.get("USERPROFILE") ?? ""];
}

/** What is wrong with the outputs a notebook was kept with. */
function keptProblems(notebook: Notebook): readonly CellProblem[] {
  const errors = notebook.cells.filter((cell) => cell.cell_type === "code").flatMap(
    ({ outputs }, index) =>
      outputs.flatMap((output): CellProblem[] =>
        output.output_type === "error"
          ? [{
            cell: index + 1,
            line: null,
            kind: "error",
            message: `is kept with the error output ${output.ename}: ${output.evalue}`,
          }]
          : []
      ),
  );
  return [...errors, ...findMachinePaths(notebook, machineFolders())];
}

/** A failed execution never replaces a notebook, but can be looked at in the folder of --out. */
async function keep(file: string, outcome: Outcome, flags: Flags): Promise<void> {
  const { executed, problems } = outcome;
  if (executed === null) return;
  if (flags.out !== undefined) {
    await mkdir(flags.out, { recursive: true });
    await write(join(flags.out, basename(file)), executed);
  } else if (flags.inPlace && problems.length === 0) {
    await write(file, executed);
  } else if (flags.inPlace) {
    printNote(`${file} is left as it was`);
  }
}

async function write(path: string, notebook: Notebook): Promise<void> {
  const part = `${path}.part`;
  await writeFile(part, notebookText(notebook));
  await rename(part, path);
}

function report(file: string, { problems, summary }: Outcome): string {
  const verdict = problems.length === 0 ? "ok    " : "FAILED";
  const lines = problems.map(({ cell, line, kind, message }) => {
    const place = cell === null ? "whole notebook" : `cell ${cell}`;
    const where = line === null ? place : `${place}, line ${line}`;
    return `       ${basename(file)}, ${where}: ${KINDS[kind]}: ${message}`;
  });
  return [`${verdict} ${file}: ${summary}`, ...lines].join("\n");
}

const KINDS: Readonly<Record<CellProblem["kind"], string>> = {
  error: "error",
  timeout: "time-out",
  kernel_died: "kernel died",
  lost_output: "lost output",
  syntax: "syntax error",
  type: "type error",
  machine_path: "machine path",
};

async function read(
  file: string,
): Promise<{ readonly file: string; readonly notebook: Notebook }> {
  return { file, notebook: parseNotebook(await textOf(file), file) };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const { code } = Object(cause);
    if (code === "ENOENT") throw new UsageError(`There is no notebook ${file}`);
    if (code === "EISDIR") throw new UsageError(`${file} is a folder: name the notebooks in it`);
    throw cause;
  }
}

async function ownNotebooks(): Promise<readonly string[]> {
  const folder = join(ROOT, "notebooks");
  const names = (await readdir(folder)).filter((name) => /^[^.].*\.ipynb$/.test(name)).sort();
  if (names.length === 0) throw new UsageError(`there is no notebook in ${folder}`);
  return names.map((name) => join(folder, name));
}

function refuseContradictions({ out, inPlace, check }: Flags, files: readonly string[]): void {
  const chosen = [out === undefined ? null : "--out", inPlace ? "--in-place" : null]
    .concat(check ? "--check" : null).filter((flag) => flag !== null);
  if (chosen.length > 1) throw new UsageError(`${chosen.join(" and ")} exclude each other`);
  const twice = files.find((file, index) =>
    files.findIndex((other) => basename(other) === basename(file)) < index
  );
  if (out !== undefined && twice !== undefined) {
    throw new UsageError(`two notebooks are called ${basename(twice)}: --out can hold only one`);
  }
}

/** One line on a terminal's standard error, nothing elsewhere. */
function progress(text: string): void {
  if (!Deno.stderr.isTerminal()) return;
  Deno.stderr.writeSync(new TextEncoder().encode(`\r\x1b[2K${text}`));
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function program(): Command {
  return taskCommand("notebooks")
    .description(
      "Executes notebooks headlessly on the real Deno kernel, without Python and without losing outputs, after " +
        "type-checking their cells. Fails on any cell error, lost output, syntax error, or an output that names a " +
        "folder of this machine. Exit status: 0 all is well, 1 a notebook failed, 2 bad usage, 130 interrupted.",
    )
    .argument("[file...]", "notebooks (default: all of notebooks/)")
    .option("--out <folder>", "write the executed notebooks there")
    .option("--in-place", "write them back, if nothing failed")
    .option("--check", "only check: types, and the outputs they are kept with")
    .addOption(
      new Option("--figures <format>", "png: what sites that show notebooks as files can show")
        .choices(["html", "png"]).default("html"),
    )
    .option("--timeout <seconds>", "time a cell may take", timeoutSeconds, 600);
}

if (import.meta.main) await runTask(main);
