import * as v from "valibot";
import { parseOutput } from "./_cells/parse_output.ts";
import type { Notebook, NotebookCell } from "./notebook_types.ts";

const source = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((text) => [text].flat().join("")),
);
const metadata = v.optional(v.record(v.string(), v.unknown()), {});
const schema = v.object({
  cells: v.array(v.variant("cell_type", [
    v.looseObject({
      cell_type: v.literal("code"),
      source,
      metadata,
      execution_count: v.optional(v.nullable(v.number()), null),
      outputs: v.optional(v.array(v.unknown()), []),
    }),
    v.looseObject({ cell_type: v.picklist(["markdown", "raw"]), source, metadata }),
  ])),
  metadata,
  nbformat: v.literal(4),
  nbformat_minor: v.optional(v.number(), 0),
});

/**
 * Parses the text of an `.ipynb` file of format 4; lists of lines become one string.
 *
 * Throws a SyntaxError naming the file and the field that does not fit.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseNotebook } from "@rounds/rounds";
 *
 * const text = JSON.stringify({
 *   cells: [{ cell_type: "code", source: ["1 +\n", "1"], metadata: {}, outputs: [], execution_count: null }],
 *   metadata: {},
 *   nbformat: 4,
 *   nbformat_minor: 5,
 * });
 * assert.equal(parseNotebook(text, "demo.ipynb").cells[0]?.source, "1 +\n1");
 * assert.throws(() => parseNotebook("{}", "demo.ipynb"), /demo\.ipynb/);
 * ```
 */
export function parseNotebook(text: string, where: string): Notebook {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new SyntaxError(`Cannot parse notebook at ${where}: it is no JSON`, { cause });
  }
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const field = v.getDotPath(issue);
    throw new SyntaxError(
      `Cannot parse notebook at ${where}: ${field === null ? "it" : `"${field}"`} is ` +
        `${issue.received}, expected ${issue.expected}`,
    );
  }
  const cells = parsed.output.cells.map((cell, index): NotebookCell => {
    if (cell.cell_type !== "code") return cell;
    const place = `Cannot parse notebook at ${where}: output of "cells.${index}"`;
    return { ...cell, outputs: cell.outputs.map((output) => parseOutput(output, place)) };
  });
  return { ...parsed.output, cells };
}
