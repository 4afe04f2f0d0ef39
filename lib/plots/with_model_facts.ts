import type { ModelFacts } from "../types.ts";
import type { PlotRow, PlotRows } from "./figure.ts";
import { recordsOf } from "./_rows_of.ts";

/**
 * Adds to each row what is known about its model: `family`, `type`, `parameters`, `release` and `cutoff`, null when unknown.
 *
 * A model is found by its name or an alias (of `model`, else of `run`), whatever the case, the organisation before a
 * slash, blanks and punctuation, a date or `-instruct` or `-it` at its end.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readModelFacts, withModelFacts } from "@rounds/rounds";
 *
 * const [row] = withModelFacts([{ run: "Qwen/Qwen2.5-VL-7B-Instruct", value: 0.08 }], await readModelFacts());
 * assert.deepEqual([row?.["family"], row?.["parameters"], row?.["cutoff"]], ["Qwen-VL", 7e9, null]);
 * ```
 */
export function withModelFacts(rows: PlotRows, facts: readonly ModelFacts[]): PlotRow[] {
  const known = new Map(
    facts.flatMap((one) => [one.model, ...one.aliases].map((name) => [key(name), one] as const)),
  );
  return recordsOf(rows).map((row) => {
    const name = [row["model"], row["run"]].find((value) => typeof value === "string");
    const found = typeof name === "string" ? known.get(key(name)) : undefined;
    return {
      ...row,
      family: found?.family ?? null,
      type: found?.type ?? null,
      parameters: found?.parameters ?? null,
      release: found?.release ?? null,
      cutoff: found?.cutoff ?? null,
    };
  });
}

function key(name: string): string {
  return name.toLowerCase().replace(/^.*\//, "")
    .replace(/-(\d{8}|\d{4}-\d{2}-\d{2})$/, "").replace(/-(instruct|it)$/, "")
    .replace(/[^\p{L}\p{N}]/gu, "");
}
