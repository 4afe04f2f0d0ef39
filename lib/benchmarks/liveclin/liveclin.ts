/*
 * LiveClin: multi-stage clinical cases as multiple-choice questions with images and tables.
 *
 * Paper: Wang et al., LiveClin: A Live Clinical Benchmark without Leakage, arXiv:2602.16747 (ICLR 2026).
 * Data: Hugging Face dataset AQ-MedAI/LiveClin, CC BY-NC-SA 4.0. Reference evaluator: github.com/AQ-MedAI/LiveClin, Apache-2.0.
 *
 * Requests, letters, counts and rounding are the reference evaluator's. Differences, each on purpose:
 *
 * - An image path that leaves the image root is refused; the reference reads and sends it.
 * - A malformed record is an error naming file, line and field; the reference puts empty texts in place of missing ones.
 * - A case without any identifier is called `line-<n>`; the reference leaves the id empty and runs it again on resume.
 * - Beside the official letter there is a strict one, and every question has exactly one outcome.
 * - `imageMode: "local"` without an image store is an error; the reference runs without the images.
 */
import type { Benchmark } from "../../types.ts";
import { canonicalJson } from "../../parse/canonical_json.ts";
import { isRecord } from "../../parse/is_record.ts";
import { sha256Hex } from "../../parse/sha256_hex.ts";
import { converseCase } from "./_converse_case.ts";
import { LIVECLIN_EXAMPLES } from "./_examples.ts";
import { fromOfficial } from "./_from_official.ts";
import { gradeCase } from "./_grade_case.ts";
import { parseRecord } from "./_parse_record.ts";
import { PROMPT_TEXTS } from "./_prompt_texts.ts";
import { renderSummary } from "./_render_summary.ts";
import { LIVECLIN_SOURCE } from "./_source.ts";
import { toOfficial } from "./_to_official.ts";
import { liveclinOfficialSummary } from "./liveclin_official_summary.ts";
import type { LiveClinCase, LiveClinCondition, LiveClinOptions } from "./liveclin_types.ts";

/** Version of the reference evaluator whose protocol this is. */
const VERSION = "1.0.0";
const CONDITIONS: readonly LiveClinCondition[] = [
  "full",
  "no_image",
  "options_only",
  "gold_history",
];

/**
 * The LiveClin benchmark: one conversation a case, one turn a question. Throws a TypeError for an unknown image mode or
 * condition, and for local images without a store to find them in.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { liveclin } from "@rounds/rounds";
 *
 * const benchmark = liveclin({ imageMode: "url" });
 * assert.equal(benchmark.name, "liveclin");
 * assert.equal(benchmark.identity.condition, "full");
 * assert.throws(() => liveclin({ imageMode: "local" }), /needs an image store/);
 * ```
 */
export function liveclin(options: LiveClinOptions): Benchmark<LiveClinCase> {
  const { imageMode, images, condition = "full" } = options;
  if (imageMode !== "url" && imageMode !== "local") {
    throw new TypeError(`imageMode is ${JSON.stringify(imageMode)}, expected "url" or "local"`);
  }
  if (!CONDITIONS.includes(condition)) {
    throw new TypeError(
      `condition is ${JSON.stringify(condition)}, expected one of ${CONDITIONS.join(", ")}`,
    );
  }
  if (imageMode === "local" && images === undefined) {
    throw new TypeError('imageMode "local" needs an image store: give images: imageStore(root)');
  }
  return {
    name: "liveclin",
    version: VERSION,
    title: "LiveClin",
    citation:
      "Wang X, Guo S, Shen Y, Chen J, Wang J, Gu J, Zhang P, Liu L, Wang B. LiveClin: A Live Clinical Benchmark " +
      "without Leakage. ICLR 2026. arXiv:2602.16747.",
    license: "CC BY-NC-SA 4.0",
    source: LIVECLIN_SOURCE,
    identity: {
      image_mode: imageMode,
      condition,
      prompt_sha256: sha256Hex(canonicalJson(PROMPT_TEXTS)),
      official_extractor: "1",
      strict_extractor: "1",
      ...(imageMode === "local" ? images?.identity : {}),
    },
    meta: { image_mode: imageMode, liveclin_version: VERSION },
    itemsField: "mcqs",
    recognises,
    parse: parseRecord,
    converse: (c, ask) => converseCase(c, ask, options),
    grade: (c, turns) => gradeCase(c, turns, { isConversation: condition !== "options_only" }),
    toOfficial,
    fromOfficial,
    isOfficial,
    officialSummary: liveclinOfficialSummary,
    renderSummary,
    examples: LIVECLIN_EXAMPLES,
  };
}

function isOfficial(caseResult: unknown): boolean {
  if (!isRecord(caseResult)) return false;
  const { mcqs } = caseResult;
  return mcqs === undefined || mcqs === null || Array.isArray(mcqs) && mcqs.every(isRecord);
}

/** Ours say so in `meta`; the reference evaluator's name its version or, failing that, list `mcqs` in every case. */
function recognises(file: unknown): boolean {
  if (!isRecord(file) || !Array.isArray(file.cases)) return false;
  const meta = isRecord(file.meta) ? file.meta : {};
  if (meta.benchmark !== undefined) return meta.benchmark === "liveclin";
  if (meta.liveclin_version !== undefined) return true;
  return file.cases.length > 0 &&
    file.cases.every((entry) => isRecord(entry) && Array.isArray(entry.mcqs));
}
