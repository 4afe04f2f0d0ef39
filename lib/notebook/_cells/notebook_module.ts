import type { CellProblem } from "../notebook_types.ts";

/** The cells of a notebook as one module. */
export interface NotebookModule {
  /** TypeScript. */
  readonly text: string;
  /** Imports that contradict each other. */
  readonly problems: readonly CellProblem[];
  /** The cell and the line within it for a 1-based line of the module; null for a line between cells. */
  locate(line: number): { readonly cell: number; readonly line: number } | null;
}

/** An imported name and where it came from first. */
interface Binding {
  readonly origin: string;
  readonly module: string;
  readonly typeOnly: boolean;
  readonly cell: number;
}

/**
 * Joins code cells to one TypeScript module that can be type-checked. Cells share a scope, and every cell may repeat the
 * imports it needs: an import that an earlier cell already made is blanked out, lines and columns stay.
 */
export function notebookModule(sources: readonly string[]): NotebookModule {
  const bindings = new Map<string, Binding>();
  const problems: CellProblem[] = [];
  const starts: number[] = [];
  const lines: string[] = [];
  for (const [index, source] of sources.entries()) {
    const cell = index + 1;
    const text = source.replace(TOKENS, (whole: string, ...groups: unknown[]): string => {
      const [keyword, clause, module, offset] = groups;
      if (typeof clause !== "string" || typeof module !== "string") return whole;
      const line = source.slice(0, Number(offset)).split("\n").length;
      const kept = withoutRepeats(clause, bindings, {
        module,
        cell,
        typeOnly: typeof keyword === "string" && keyword.startsWith("type"),
        onConflict: (message) => problems.push({ cell, line, kind: "type", message }),
      });
      return kept === "" ? blank(whole) : whole.replace(clause, () => kept);
    });
    starts.push(lines.length + 1);
    // The semicolon keeps a cell that ends without one from running into the next.
    lines.push(...text.split("\n"), ";");
  }
  lines.push("export {};", "");
  return {
    text: lines.join("\n"),
    problems,
    locate(line: number): { readonly cell: number; readonly line: number } | null {
      const cell = starts.findLastIndex((start) => start <= line);
      const start = starts[cell];
      const length = sources[cell]?.split("\n").length ?? 0;
      if (start === undefined || line - start >= length) return null;
      return { cell: cell + 1, line: line - start + 1 };
    },
  };
}

/** Comments and strings are matched so that what stands inside them is not taken for an import. */
const TOKENS =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|^import\s+((?:type|defer)\s+)?([\w$*{][^"';]*?)\s*from\s*["']([^"'\n]+)["']|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`/gm;

/** One name of an import clause: `name`, `* as name`, `name as other`, `type name`, and the comma after it. */
const NAME = /(?:(\*)\s+as\s+|(type\s+)?(?:([\w$]+)\s+as\s+)?)([\w$]+)\s*,?/g;

/** Where an import stands and how it is made. */
interface ImportPlace {
  readonly module: string;
  readonly cell: number;
  readonly typeOnly: boolean;
  readonly onConflict: (message: string) => void;
}

/** The clause with blanks for the names an earlier cell imported; empty when no name is left. Remembers the others. */
function withoutRepeats(clause: string, known: Map<string, Binding>, place: ImportPlace): string {
  const { module, cell, onConflict } = place;
  const braces = clause.indexOf("{");
  const kept = clause.replace(NAME, (whole: string, ...groups: unknown[]): string => {
    const [star, type, imported, local, offset] = groups;
    const name = String(local);
    const inBraces = braces >= 0 && Number(offset) > braces;
    const origin = star === "*" ? "*" : inBraces ? String(imported ?? name) : "default";
    const typeOnly = place.typeOnly || type !== undefined;
    const first = known.get(name);
    if (first === undefined) {
      known.set(name, { origin, module, typeOnly, cell });
      return whole;
    }
    if (first.module !== module || first.origin !== origin) {
      onConflict(
        `"${name}" is imported from "${module}" here and from "${first.module}" in cell ${first.cell}: ` +
          "cells share one scope, so give one of them another name",
      );
    } else if (first.typeOnly && !typeOnly) {
      onConflict(
        `"${name}" is imported as a value here and as a type in cell ${first.cell}: ` +
          "cells share one scope, so import the value there",
      );
    }
    return blank(whole);
  });
  if (/^[\s{},]*$/.test(kept)) return "";
  return kept.replace(/,(\s*)$/, " $1");
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
