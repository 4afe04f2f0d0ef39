import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { parseJson } from "../parse/parse_json.ts";
import { parseWith } from "../parse/parse_with.ts";
import type { ModelFacts } from "../types.ts";

const MONTH = v.nullable(v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/)));

const MODEL = v.object({
  model: v.string(),
  aliases: v.array(v.string()),
  family: v.string(),
  type: v.picklist(["proprietary", "open", "medical"]),
  parameters: v.nullable(v.pipe(v.number(), v.minValue(1))),
  release: MONTH,
  cutoff: MONTH,
  source: v.string(),
  unknown: v.record(v.string(), v.string()),
});

/**
 * Reads what is known about models, from the list that comes with the package (`data/models.json`) unless told.
 *
 * A file of your own has the same shape. Throws `CaseError` naming the entry and field that does not fit.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readModelFacts } from "@rounds/rounds";
 *
 * const facts = await readModelFacts();
 * assert.equal(facts.find(({ model }) => model === "Lingshu-7B")?.type, "medical");
 * ```
 */
export async function readModelFacts(
  path: string = fileURLToPath(new URL("../../data/models.json", import.meta.url)),
): Promise<readonly ModelFacts[]> {
  const content = parseJson(await Deno.readTextFile(path));
  return parseWith(v.array(MODEL), content, { where: path, thing: "model facts" });
}
