import {
  caseScore,
  ERROR_TAGS_SCHEMA,
  ERROR_TYPE_PROMPT_SHA256,
  errorSheet,
  type ErrorTag,
  LIVEMEDBENCH_ERROR_TYPES,
  parseRatings,
  type Pcg32,
  type Result,
  type Run,
} from "../../../mod.ts";
import { csvLines } from "./csv_lines.ts";
import { keyedRandom } from "./keyed_random.ts";
import { MED_MODELS, PHYSICIANS } from "./med_profiles.ts";
import { LABELLING_JUDGE } from "./med_releases.ts";

/** A file of error types, as `deno task error-types` writes it. */
export interface ErrorTypesFile extends Readonly<Record<string, unknown>> {
  readonly tags: readonly ErrorTag[];
}

/** Answers below this score are tagged; so often a physician says what the judge said, and so often nothing could be read. */
const BELOW = 0.2;
const AGREED = 0.75;
const UNREAD = 0.01;
/** Verified answers of each type, by two physicians. */
const VERIFIED = { perType: 20, raters: PHYSICIANS.slice(0, 2).map(({ name }) => name) };

/** What a judge says is wrong with the low-scoring answers of the runs: one of seven types each. */
export function errorTypes(
  runs: readonly Run[],
  { seed }: { readonly seed: number },
): ErrorTypesFile {
  return {
    schema: ERROR_TAGS_SCHEMA,
    made_by: "Rounds, generated; no part of a dataset",
    judge: LABELLING_JUDGE,
    prompt_sha256: ERROR_TYPE_PROMPT_SHA256,
    below: BELOW,
    tags: runs.flatMap((run) =>
      run.results.flatMap((result): readonly ErrorTag[] => {
        const { low, high } = caseScore(result);
        const isAnswered = result.grades.some(({ outcome }) => outcome === "graded");
        if (!isAnswered || high >= BELOW || missedOf(result).length === 0) return [];
        const { case: c, trial } = result;
        const random = keyedRandom(seed, "error type", run.id, c.id);
        const isRead = random.uniform() >= UNREAD;
        const type = drawType(random, { result, model: run.model });
        return [{
          ...{ run_id: run.id, model: run.model, dataset: run.dataset, case_id: c.id, trial },
          score: Math.min(1, Math.max(0, low)),
          judge: LABELLING_JUDGE,
          type: isRead ? type : null,
          gap: isRead ? missedOf(result)[0] ?? null : null,
          cause: isRead ? `Generated: ${LIVEMEDBENCH_ERROR_TYPES[type]?.split(":")[0]}` : null,
          reason: isRead ? null : "3 times asked, no type: the judge's reply holds no JSON object",
        }];
      })
    ),
  };
}

/** The sheet to verify them, as two physicians filled it, as CSV text. */
export function verifiedErrors(
  { tags }: ErrorTypesFile,
  { runs, seed }: { readonly runs: readonly Run[]; readonly seed: number },
): string {
  const types = new Map(tags.map(({ run_id, case_id, type }) => [`${run_id} ${case_id}`, type]));
  const codes = Object.keys(LIVEMEDBENCH_ERROR_TYPES);
  const sheet = parseRatings(errorSheet(tags, { ...VERIFIED, runs, seed }));
  return csvLines([
    ["run_id", "case_id", "trial", "rater", "label", "comment"],
    ...sheet.map(({ run_id, case_id, trial, rater }) => {
      const answer = `${run_id} ${case_id}`;
      // What the answer is really wrong in is the same for both; a slip is each one's own.
      const truth = keyedRandom(seed, "true error type", answer);
      const own = keyedRandom(seed, "physician's error type", rater, answer);
      const other = codes[truth.below(codes.length)] ?? "";
      const seen = truth.uniform() < AGREED ? types.get(answer) ?? other : other;
      const slip = codes[own.below(codes.length)] ?? "";
      return [run_id ?? "", case_id, String(trial), rater, own.uniform() < 0.1 ? slip : seen, ""];
    }),
  ]);
}

function missedOf({ case: c, grades }: Result): readonly string[] {
  return c.items.filter(({ points }, n) => grades[n]?.score === ((points ?? 0) > 0 ? 0 : 1))
    .map(({ tags }) => tags["criterion"] ?? "");
}

/** Types by chance, in shares that follow what went wrong: old knowledge after the cut-off, context missed. */
function drawType(
  random: Pcg32,
  { result, model }: { readonly result: Result; readonly model: string },
): string {
  const { case: c, grades } = result;
  const facts = MED_MODELS.find(({ name }) => name === model);
  const isLate = (c.tags["month"] ?? "") > (facts?.cutoff ?? "9999") && (facts?.drop ?? 0) > 0;
  const isMissed = c.items.some(({ tags, points }, n) =>
    tags["axis"] === "Context Awareness" && (points ?? 0) > 0 && grades[n]?.score === 0
  );
  const weights = Object.entries({
    ...{ CNIF: isMissed ? 60 : 25, GOPR: 14, CRSD: 22, IMNA: 8 },
    ...{ KGOC: isLate ? 40 : 12, SOEC: 6, MHME: 9 },
  });
  let left = random.uniform() * weights.reduce((sum, [, weight]) => sum + weight, 0);
  return weights.find(([, weight]) => (left -= weight) < 0)?.[0] ?? "CNIF";
}
