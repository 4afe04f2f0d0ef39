import type { Result } from "../types.ts";
import { judgeRepeats } from "./judge_repeats.ts";

/** Fewer verdicts than this say nothing about a judge. */
const ENOUGH = 20;
/** More than this share without a verdict is said. */
const TOLERATED = 0.01;
/** Fewer than this share of citations found in the answers is said. */
const CITED = 0.5;

/**
 * What a reader must know about the judge of these results: verdicts that are missing, verdicts that are all the same,
 * citations that do not stand in the answers, and how many verdicts changed where judgements were repeated.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { judgeWarnings } from "@rounds/rounds";
 *
 * assert.deepEqual(judgeWarnings([]), []);
 * ```
 */
export function judgeWarnings(results: readonly Result[]): readonly string[] {
  const grades = results.flatMap((result) => result.grades);
  const graded = grades.filter(({ outcome }) => outcome === "graded");
  const ungraded = grades.filter(({ outcome }) => outcome === "ungraded");
  const judged = graded.length + ungraded.length;
  const warnings: string[] = [];
  if (ungraded.length > TOLERATED * judged) {
    const tied = ungraded.filter(({ detail }) => detail["judge_status"] === "tied").length;
    const unreadable = ungraded.filter(({ detail }) => detail["judge_status"] === "unreadable");
    warnings.push(
      `The judge gave no verdict on ${ungraded.length} of ${judged} criteria (${unreadable.length} unreadable replies, ` +
        `${tied} ties, ${
          ungraded.length - unreadable.length - tied
        } failed calls): they are unknown, and the bounds say what they could change.`,
    );
  }
  const met = graded.filter(({ score }) => score === 1).length;
  if (graded.length >= ENOUGH && (met === 0 || met === graded.length)) {
    warnings.push(
      `The judge said ${
        met === 0 ? "not met" : "met"
      } to all ${graded.length} criteria it decided, ` +
        `good and bad alike: that is a fault of the judge or of the set-up, not a score.`,
    );
  }
  const cited = graded.filter(({ detail }) => typeof detail["evidence"] === "string");
  const found = cited.filter(({ detail }) => Array.isArray(detail["evidence_span"]));
  if (cited.length >= ENOUGH && found.length < CITED * cited.length) {
    warnings.push(
      `Only ${found.length} of the ${cited.length} passages the judge cites stand in the answers: ` +
        `it may be judging something else, or in another language.`,
    );
  }
  const { repeated, changed } = judgeRepeats(results);
  if (repeated > 0) {
    warnings.push(
      `Judge noise: asked a second time, the judge changed ${changed} of ${repeated} verdicts.`,
    );
  }
  return warnings;
}
