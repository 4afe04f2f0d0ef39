import { randomUUID } from "node:crypto";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { cellSyntax } from "./_cells/cell_syntax.ts";
import { type NotebookModule, notebookModule } from "./_cells/notebook_module.ts";
import type { CellProblem, Notebook } from "./notebook_types.ts";
import { runDeno } from "./_cells/run_deno.ts";

/** Options of a notebook's type check. */
export interface CheckNotebookOptions {
  /** Where the notebook lies: its imports and its `deno.json` are looked for from there. */
  readonly path: string;
  /** Stops the check. */
  readonly signal?: AbortSignal;
}

/**
 * Type-checks the code cells of a notebook as one module and names cell and line of every problem; a kernel itself never
 * checks types, and stays silent about a syntax error and an import that does not exist. The module lies beside the
 * notebook, as a hidden file, while the check runs.
 *
 * Also found: names declared by two cells, imports that contradict each other, and writes to standard output that
 * bypass the notebook.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { checkNotebook, parseNotebook } from "@rounds/rounds";
 *
 * const cells = ["const n: number = 1;", 'n.toFixed("two")'].map((source) => ({ cell_type: "code", source }));
 * const notebook = parseNotebook(JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }), "demo.ipynb");
 * const folder = await Deno.makeTempDir();
 * const [problem] = await checkNotebook(notebook, { path: `${folder}/demo.ipynb` });
 * assert.equal(problem?.cell, 2);
 * assert.match(problem?.message ?? "", /'string' is not assignable to parameter of type 'number'/);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function checkNotebook(
  notebook: Notebook,
  options: CheckNotebookOptions,
): Promise<readonly CellProblem[]> {
  const sources = notebook.cells.filter((cell) => cell.cell_type === "code").map(({ source }) =>
    source
  );
  const syntax = await cellSyntax(sources);
  if (syntax.length > 0) return syntax;
  const module = notebookModule(sources);
  const types = await typeProblems(module, options);
  const problems = [...module.problems, ...types, ...unseenWrites(sources)];
  return problems.sort((left, right) =>
    (left.cell ?? 0) - (right.cell ?? 0) || (left.line ?? 0) - (right.line ?? 0)
  );
}

async function typeProblems(
  module: NotebookModule,
  { path, signal }: CheckNotebookOptions,
): Promise<readonly CellProblem[]> {
  const folder = dirname(resolve(path));
  const file = join(folder, `.${basename(path, ".ipynb")}-${randomUUID().slice(0, 8)}.ts`);
  try {
    await Deno.writeTextFile(file, module.text);
    const { code, text } = await runDeno(["check", file], {
      cwd: folder,
      ...(signal === undefined ? {} : { signal }),
    });
    signal?.throwIfAborted();
    if (code === 0) return [];
    const problems = readProblems(text, pathToFileURL(file).href, module);
    return problems.length > 0 ? problems : [wholeNotebook(text.trim())];
  } catch (cause) {
    if (!(cause instanceof Deno.errors.PermissionDenied)) throw cause;
    throw new Error(
      `Cannot check ${path}: the check needs a file beside it, which cannot be written`,
      {
        cause,
      },
    );
  } finally {
    await Deno.remove(file).catch(() => {});
  }
}

/** From blocks such as `TS2322 [ERROR]: Type …\\n<source>\\n   ~~~\\n    at file:///…:3:7`. */
function readProblems(text: string, url: string, module: NotebookModule): readonly CellProblem[] {
  const blocks = text.matchAll(
    /^(?:TS(\d+) \[ERROR\]|error): ((?:(?!^(?:TS\d+ \[ERROR\]|error): )[\s\S])*?)\n\s+at (\S+?):(\d+):(\d+)$/gm,
  );
  const problems: CellProblem[] = [];
  const declared = new Map<string, { cell: number; line: number }[]>();
  for (const [, code = "", body = "", where = "", line = "", column = ""] of blocks) {
    const message = body.replace(/\n[^\n]*\n\s*[~^]+\s*$/, "").trim();
    const place = where === url ? module.locate(Number(line)) : null;
    if (place === null) {
      problems.push(
        wholeNotebook(where === url ? message : `${message} (${where}:${line}:${column})`),
      );
    } else if (REDECLARED.has(code)) {
      const source = module.text.split("\n")[Number(line) - 1] ?? "";
      const name = /^[\w$]+/.exec(source.slice(Number(column) - 1))?.[0] ?? "a name";
      declared.set(name, [...declared.get(name) ?? [], place]);
    } else {
      problems.push({ ...place, kind: "type", message });
    }
  }
  for (const [name, places] of declared) {
    const last = places.at(-1);
    if (last === undefined) continue;
    const cells = [...new Set(places.map(({ cell }) => cell))].join(" and ");
    const message =
      `"${name}" is declared more than once (cell ${cells}): cells share one scope, ` +
      "so use another name or put the code between { and }";
    problems.push({ ...last, kind: "type", message });
  }
  return problems;
}

/** Codes of the type checker for a name declared again, once per declaration. */
const REDECLARED = new Set(["2300", "2393", "2451"]);

function wholeNotebook(message: string): CellProblem {
  return { cell: null, line: null, kind: "type", message };
}

/** A kernel shows what `console` prints and what is displayed; bytes written straight to a stream vanish. */
function unseenWrites(sources: readonly string[]): readonly CellProblem[] {
  return sources.flatMap((source, index) =>
    source.split("\n").flatMap((text, line): CellProblem[] => {
      const write = /\b(?:Deno|process)\.std(?:out|err)\.write\w*/.exec(text.replace(/\/\/.*/, ""));
      if (write === null) return [];
      const message = `${write[0]} writes past the notebook, which never shows it: use console.log`;
      return [{ cell: index + 1, line: line + 1, kind: "lost_output", message }];
    })
  );
}
