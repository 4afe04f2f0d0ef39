import { cellFailure } from "./_kernel/cell_failure.ts";
import { explainSilence } from "./_kernel/explain_silence.ts";
import { type CellEnd, runCell } from "./_kernel/run_cell.ts";
import { withErrorOutput } from "./_kernel/with_error_output.ts";
import { collectOutputs, type OutputCollector } from "./_kernel/collect_outputs.ts";
import type { CellProblem, CodeCell, Notebook, NotebookCell } from "./notebook_types.ts";
import { type Kernel, startKernel } from "./_kernel/start_kernel.ts";

/** Options of a notebook's execution. */
export interface ExecuteNotebookOptions {
  /** The notebook's folder: relative imports of its cells resolve from it. */
  readonly cwd: string;
  /** Command line of the kernel, in which `{connection_file}` stands for that file; the running Deno's kernel unless told. */
  readonly argv?: readonly string[];
  /** Further environment variables of the kernel; `NO_COLOR=1` unless told. */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds a cell may take; 600,000 unless told. */
  readonly cellTimeoutMs?: number;
  /** Stops the execution. */
  readonly signal?: AbortSignal;
  /** Called before each code cell with its number and how many there are. */
  readonly onCell?: (cell: number, total: number) => void;
}

/** A notebook with the outputs of its execution, and what went wrong. */
export interface NotebookRun {
  /** The notebook given, with the outputs of this execution. */
  readonly notebook: Notebook;
  /** Empty when every cell ran and nothing was lost. */
  readonly problems: readonly CellProblem[];
  /** Code cells that ran to their end. */
  readonly cellsRun: number;
  /** Outputs kept, all cells together. */
  readonly outputs: number;
  /** Wall milliseconds, the start of the kernel included. */
  readonly ms: number;
}

/**
 * Executes a notebook against the real Deno kernel, without Python and without losing outputs. The first cell that fails
 * ends it, unless the cell carries the tag `raises-exception`; cells after it are left without outputs. What a notebook
 * would show of a failure (also of a time-out, a dead kernel, a syntax error) stands as an error output in its cell.
 *
 * Throws an Error when the kernel does not start, a RangeError for a notebook in another language, and the signal's reason.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { executeNotebook, parseNotebook } from "@rounds/rounds";
 *
 * const cells = ["const x = await Promise.resolve(41);", "x + 1"].map((source) => ({ cell_type: "code", source }));
 * const notebook = parseNotebook(JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }), "demo.ipynb");
 * const run = await executeNotebook(notebook, { cwd: Deno.cwd() });
 * assert.deepEqual(run.problems, []);
 * assert.equal(run.outputs, 1);
 * ```
 */
export async function executeNotebook(
  notebook: Notebook,
  options: ExecuteNotebookOptions,
): Promise<NotebookRun> {
  const { signal } = options;
  const started = performance.now();
  refuseOtherLanguages(notebook);
  const sources = notebook.cells.filter((cell) => cell.cell_type === "code");
  const collector = collectOutputs();
  const kernel = await startKernel(options);
  let ran: RanCells;
  try {
    ran = await runCells(kernel, sources, { ...options, collector });
  } finally {
    await kernel.stop();
  }
  signal?.throwIfAborted();
  let number = 0;
  const cells = withIds(notebook).map((cell) => {
    if (cell.cell_type !== "code") return cell;
    const end = ran.ends[number++] ?? NOT_RUN;
    const outputs = withErrorOutput(collector.outputs(number), end);
    return { ...cell, outputs, execution_count: end.executionCount };
  });
  return {
    notebook: { ...notebook, cells, metadata: { ...DENO_METADATA, ...notebook.metadata } },
    problems: ran.problems,
    cellsRun: ran.ends.filter((end) => end.status === "ok" && end !== NOT_RUN).length,
    outputs: cells.flatMap((cell) => cell.cell_type === "code" ? cell.outputs : []).length,
    ms: performance.now() - started,
  };
}

/** How each cell up to the first failure ended. */
interface RanCells {
  readonly ends: readonly CellEnd[];
  readonly problems: readonly CellProblem[];
}

async function runCells(
  kernel: Kernel,
  cells: readonly CodeCell[],
  options: ExecuteNotebookOptions & { readonly collector: OutputCollector },
): Promise<RanCells> {
  const { cellTimeoutMs, signal, onCell, collector } = options;
  const ends: CellEnd[] = [];
  const problems: CellProblem[] = [];
  for (const [index, cell] of cells.entries()) {
    const number = index + 1;
    if (cell.source.trim() === "") {
      ends.push(NOT_RUN);
      continue;
    }
    onCell?.(number, cells.length);
    const end = await runCell(kernel, cell.source, {
      onOutput: (message) => collector.add(number, message),
      ...(cellTimeoutMs === undefined ? {} : { timeoutMs: cellTimeoutMs }),
      ...(signal === undefined ? {} : { signal }),
    });
    for (const message of collector.takeLost()) {
      problems.push({ cell: number, line: null, kind: "lost_output", message });
    }
    const explained = await explainSilence(end, cell.source);
    ends.push(explained.end);
    const failure = cellFailure(explained.end, collector.outputs(number));
    if (failure === null || (failure.kind === "error" && mayRaise(cell))) continue;
    problems.push({ cell: number, line: explained.line, ...failure });
    break;
  }
  return { ends, problems };
}

/** A cell without code, or after the first failure. */
const NOT_RUN: CellEnd = { status: "ok", executionCount: null, error: null, message: "" };

/** What a notebook tells its readers' tools about its language, where it says nothing itself. */
const DENO_METADATA: Readonly<Record<string, unknown>> = {
  kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
  language_info: {
    file_extension: ".ts",
    mimetype: "text/x.typescript",
    name: "typescript",
    pygments_lexer: "typescript",
  },
};

/** From format 4.5 on every cell has an id; those missing are made from the cell's place, so that they stay the same. */
function withIds({ cells, nbformat_minor }: Notebook): readonly NotebookCell[] {
  if (nbformat_minor < 5) return cells;
  const taken = new Set(cells.map((cell) => cell.id));
  return cells.map((cell, index) => {
    if (typeof cell.id === "string") return cell;
    const free = [`cell-${index + 1}`, `unnamed-cell-${index + 1}`].find((id) => !taken.has(id));
    return { ...cell, id: free ?? crypto.randomUUID() };
  });
}

function refuseOtherLanguages({ metadata }: Notebook): void {
  const language = languageOf(metadata.language_info, "name") ??
    languageOf(metadata.kernelspec, "language");
  if (language === null || /^(type|java)script$/i.test(language)) return;
  throw new RangeError(`The notebook's language is ${language}, expected typescript`);
}

function languageOf(value: unknown, field: string): string | null {
  if (typeof value !== "object" || value === null) return null;
  const found = Object.entries(value).find(([name]) => name === field)?.[1];
  return typeof found === "string" ? found : null;
}

function mayRaise(cell: CodeCell): boolean {
  const { tags } = cell.metadata;
  return Array.isArray(tags) && tags.includes("raises-exception");
}
