import {
  type Answer,
  HOLISTIC_PARAMETERS,
  holisticJudge,
  type LiveMedBenchCase,
  writeAtomically,
} from "../../mod.ts";
import { askJudge } from "./ask_judge.ts";
import type { JudgeFlags } from "./judge_flags.ts";
import { jsonText } from "./json_files.ts";
import type { CallFlags } from "./official_flags.ts";
import { openPrivacy } from "./private_flags.ts";
import { printOut, UsageError } from "./run_task.ts";

/** What rating answers needs. */
export interface RateAnswersOptions {
  readonly flags: CallFlags & JudgeFlags & { readonly maxCases?: number };
  readonly output: string;
  /** What the output holds already; null when there is none. */
  readonly before: unknown;
  readonly signal: AbortSignal;
}

/** A rating as it stands in the file. */
interface Rated {
  readonly case_id: string | number;
  readonly score: number | null;
  readonly reason: string | null;
  readonly judge: string;
}

/** Gives every answer one score and writes them as a list; gives back the exit code. */
export async function rateAnswers(
  answers: readonly Answer<LiveMedBenchCase>[],
  options: RateAnswersOptions,
): Promise<number> {
  const { flags, output, signal } = options;
  const [name, ...more] = flags.judge ?? [];
  if (name === undefined || more.length > 0) throw new UsageError("--holistic takes one --judge");
  const kept = new Map(ratedBefore(options.before).map((rated) => [String(rated.case_id), rated]));
  const todo = answers.filter((answer) => !kept.has(answer.case.id))
    .slice(0, flags.maxCases ?? Infinity);
  await askJudge(todo, {
    name,
    flags,
    parameters: HOLISTIC_PARAMETERS,
    signal,
    label: `rating by ${name}`,
    total: answers.length,
    done: kept.size,
    nameOf: ({ case: c }) => `case ${c.id} has no rating`,
    ask: async ({ case: c, turns }, model) => {
      const answer = turns[0]?.reply?.text ?? "";
      const { case_id } = c.official;
      const query = `${c.narrative}\n\n${c.coreRequest}`.trim();
      const { score, reason } = answer === ""
        ? { score: null, reason: "there is no answer" }
        : await holisticJudge(model).rate({ query, answer }, { signal });
      kept.set(String(case_id), { case_id, score, reason, judge: name });
      return score === null ? reason ?? "unknown" : null;
    },
    save: () => {
      const all = answers.flatMap((answer) => kept.get(answer.case.id) ?? []);
      return writeAtomically(output, [jsonText(all)], { private: openPrivacy(flags) !== null });
    },
  });
  const scores = [...kept.values()].map(({ score }) => score).filter((score) => score !== null);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  printOut(
    scores.length === 0
      ? `No answer was rated: ${output}`
      : `Holistic mean ${
        mean.toFixed(4)
      } over ${scores.length} of ${answers.length} answers: ${output}`,
  );
  if (signal.aborted) return 130;
  return scores.length === answers.length ? 0 : 1;
}

/** Ratings with a score; the others are asked for again. */
function ratedBefore(before: unknown): readonly Rated[] {
  return (Array.isArray(before) ? before : []).flatMap((entry: unknown): readonly Rated[] => {
    const { case_id, score, reason = null, judge = "unknown" } = Object(entry);
    return typeof score === "number" ? [{ case_id, score, reason, judge }] : [];
  });
}
