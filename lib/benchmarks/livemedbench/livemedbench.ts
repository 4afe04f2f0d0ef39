/*
 * LiveMedBench: open questions of real patients, graded by signed criteria written for each case.
 *
 * Paper: Yan et al., LiveMedBench: A Contamination-Free Medical Benchmark for LLMs with Automated Rubric Evaluation,
 * arXiv:2602.10367. Data: Hugging Face dataset JuelieYann/LiveMedBench, for research evaluation only. Reference scripts:
 * github.com/ZhilingYan/LiveMedBench, MIT.
 *
 * Requests, files and the arithmetic of scores are the reference's. Differences, each on purpose:
 *
 * - The judge has a prompt of its own with the answer marked as data, room for its reply, and strict reading. The reference
 *   allows 64 tokens and guesses from single words what it cannot parse; a failed judge counts as "not met" there, which
 *   on a penalty is a gift. Here it is `ungraded`, shown as `null`, and the bounds say what it could change.
 * - A failed call is `failed` and not judged; the reference judges its error message as if it were an answer.
 * - A refusal (by its field, the content filter, or in a short sentence) is an outcome of its own and not judged.
 * - An answer cut by the token limit is judged for what it says, as the reference does; without any text it is `truncated`.
 * - The judge sees the visible answer; reasoning in `<think>` blocks is kept apart.
 * - Integer id 0 is a case like others; only the official table drops it, with a warning.
 */
import type { Benchmark } from "../../types.ts";
import { canonicalJson } from "../../parse/canonical_json.ts";
import { isRecord } from "../../parse/is_record.ts";
import { sha256Hex } from "../../parse/sha256_hex.ts";
import { judgeWarnings } from "../../graders/judge_warnings.ts";
import { applyLabels } from "./_apply_labels.ts";
import { LIVEMEDBENCH_EXAMPLES } from "./_examples.ts";
import { fromOfficial, isOfficial } from "./_from_official.ts";
import { gradeCase } from "./_grade_case.ts";
import { parseRecord } from "./_parse_record.ts";
import { answerPrompt, PROMPTS } from "./_prompts.ts";
import { judgedQuestion, questionText } from "./_question_text.ts";
import { renderSummary } from "./_render_summary.ts";
import { LIVEMEDBENCH_SOURCE } from "./_source.ts";
import { toOfficial } from "./_to_official.ts";
import { livemedbenchOfficialSummary } from "./livemedbench_official_summary.ts";
import type {
  LiveMedBenchCase,
  LiveMedBenchOptions,
  LiveMedBenchPromptStyle,
} from "./livemedbench_types.ts";

/** Changes whenever a request or a reading could. */
const VERSION = "1.0.0";
const STYLES: readonly LiveMedBenchPromptStyle[] = ["official", "physician"];

/**
 * The LiveMedBench benchmark: one question a case, one judgement a criterion. Throws a TypeError for an unknown style.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { livemedbench } from "@rounds/rounds";
 *
 * const benchmark = livemedbench();
 * const parsed = benchmark.parse(
 *   { case_id: 0, narrative: "Chest pain.", core_request: "What now?", rubric_items: [{ criterion: "Sends to hospital", points: 5 }] },
 *   "a.json:1",
 * );
 * assert.equal(parsed.id, "0");
 * assert.equal(benchmark.identity.prompt_style, "official");
 * ```
 */
export function livemedbench(options: LiveMedBenchOptions = {}): Benchmark<LiveMedBenchCase> {
  const { promptStyle = "official", labels } = options;
  if (!STYLES.includes(promptStyle)) {
    throw new TypeError(
      `promptStyle is ${JSON.stringify(promptStyle)}, expected one of ${STYLES.join(", ")}`,
    );
  }
  return {
    name: "livemedbench",
    version: VERSION,
    title: "LiveMedBench",
    citation:
      "Yan Z, Song D, Fang Z, Ji Y, Li X, Li Q, Sun L. LiveMedBench: A Contamination-Free Medical Benchmark for LLMs " +
      "with Automated Rubric Evaluation. 2026. arXiv:2602.10367.",
    license: "research evaluation only",
    source: LIVEMEDBENCH_SOURCE,
    identity: {
      prompt_style: promptStyle,
      prompt_sha256: sha256Hex(canonicalJson(PROMPTS[promptStyle])),
      ...(labels === undefined ? {} : { labels_sha256: sha256Hex(canonicalJson(labels)) }),
    },
    parameters: { temperature: 0, max_completion_tokens: 2048 },
    meta: { prompt_style: promptStyle },
    itemsField: "evaluations",
    recognises,
    parse: (record, where) => applyLabels(parseRecord(record, where), labels),
    converse: async (c, ask) => {
      const content = answerPrompt(questionText(c), promptStyle);
      await ask({
        messages: [{ role: "user", content }],
        items: c.items.map(({ id }) => id),
        images: [],
      });
    },
    grade: (c, turns, judge) => gradeCase(c, turns, judge === undefined ? {} : { judge }),
    judgements: (c) =>
      c.items.map(({ tags }) => ({ query: judgedQuestion(c), criterion: tags["criterion"] ?? "" })),
    toOfficial,
    fromOfficial,
    isOfficial,
    officialSummary: livemedbenchOfficialSummary,
    headlines: (summary) => [
      { label: "official mean", value: numberOrNull(summary["official_mean"]) },
      { label: "paper mean", value: numberOrNull(summary["paper_mean"]) },
    ],
    warnings: judgeWarnings,
    renderSummary,
    examples: LIVEMEDBENCH_EXAMPLES,
  };
}

/** Ours say so in `meta`; otherwise every case lists `evaluations`. */
function recognises(file: unknown): boolean {
  if (!isRecord(file) || !Array.isArray(file["cases"])) return false;
  const meta = isRecord(file["meta"]) ? file["meta"] : {};
  if (meta["benchmark"] !== undefined) return meta["benchmark"] === "livemedbench";
  return file["cases"].length > 0 &&
    file["cases"].every((entry) => isRecord(entry) && isRecord(entry["evaluations"]));
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
