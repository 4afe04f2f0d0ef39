import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { parseJson } from "../parse/parse_json.ts";
import { parseWith } from "../parse/parse_with.ts";
import type { PublishedScores } from "../types.ts";

const SHARE = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const PUBLISHED = v.object({
  benchmark: v.string(),
  source: v.string(),
  unit: v.picklist(["question", "case", "case score"]),
  references: v.array(v.object({
    label: v.string(),
    value: SHARE,
    n: v.nullable(v.pipe(v.number(), v.minValue(1))),
    unknown: v.nullable(v.string()),
  })),
  models: v.array(
    v.object({
      model: v.string(),
      value: SHARE,
      n: v.pipe(v.number(), v.minValue(1)),
      after: v.optional(SHARE),
      type: v.optional(v.picklist(["proprietary", "open", "medical"])),
    }),
  ),
});

/**
 * Reads scores that a paper reports: a path, or the name of a benchmark whose scores come with the package
 * (`data/published/<name>.json`).
 *
 * Throws `CaseError` naming the field that does not fit, and `Deno.errors.NotFound` where there is no such file.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readPublishedScores } from "@rounds/rounds";
 *
 * const { references, models } = await readPublishedScores("liveclin");
 * assert.deepEqual([references[0]?.value, references[0]?.n, models[0]?.model], [0.378, null, "o3"]);
 * ```
 */
export async function readPublishedScores(source: string): Promise<PublishedScores> {
  const path = /^[\w-]+$/.test(source)
    ? fileURLToPath(new URL(`../../data/published/${source}.json`, import.meta.url))
    : source;
  const content = parseJson(await Deno.readTextFile(path));
  return parseWith(PUBLISHED, content, { where: path, thing: "published scores" });
}
