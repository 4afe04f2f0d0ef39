import {
  type Benchmark,
  callHint,
  type FinishedRun,
  type Grade,
  isFinalTurn,
  renderClean,
  renderSpend,
  summaryJson,
} from "../../mod.ts";
import { printJson, printNote, printOut } from "./run_task.ts";

/** Prints what came of a run and how to go on. */
export function reportRun(
  finished: FinishedRun,
  { benchmark, output, json, why, resumed }: {
    readonly benchmark: Benchmark;
    readonly output: string;
    readonly json: boolean;
    /** Why the budget is used up; null when it is not. */
    readonly why: string | null;
    /** Whether the run went on from an earlier one. */
    readonly resumed: boolean;
  },
): void {
  const { run, status, error } = finished;
  if (json) {
    printJson({ ...summaryJson([run]), output });
  } else {
    const { shard } = run.manifest ?? {};
    const part = shard === undefined ? "" : `, shard ${shard.index} of ${shard.count}`;
    printOut(
      benchmark.renderSummary(run.official, { model: run.model, dataset: run.dataset + part }),
    );
    printOut(renderClean(run));
    printOut(renderSpend(finished));
    printOut(`Results: ${output}`);
  }
  if (error !== null) {
    const isJudge = error.failure.message.startsWith("the judge ");
    const hint = callHint(error.failure, { whose: isJudge ? "judge" : "model" });
    printNote(
      `error: the run was stopped: ${error.message.replace(/[.\s]+$/, "")}${
        hint === null ? "" : `. ${hint}`
      }`,
    );
  }
  if (status === "interrupted") printNote("Interrupted; what was answered is saved.");
  if (status === "budget") {
    printNote(
      `${run.unfinished.length} cases are not finished: ${why ?? "the budget is used up"}. ` +
        "A higher budget with --resume goes on; --max-tokens makes calls smaller.",
    );
  }
  if (resumed) printNote(keptText(finished));
  if (status !== "budget" && isAskedAgain(finished)) {
    printNote(
      `To go on where it stopped (nothing that was answered is asked again): the same command with --resume`,
    );
  }
}

/** What a resumed run kept, and whether anything was left to ask. */
function keptText({ status, kept, asked }: FinishedRun): string {
  const before = `${kept.toLocaleString("en-US")} turns`;
  return asked === 0 && status === "complete"
    ? `Nothing was left to ask the model: the ${before} from before were kept.`
    : `Kept from before: ${before}; asked now: ${asked.toLocaleString("en-US")}.`;
}

/** Whether --resume would ask anything: a tie of a panel and a refusal stay what they are. */
function isAskedAgain({ run, status, journal }: FinishedRun): boolean {
  if (journal !== null && status !== "complete") return true;
  if (journal !== null && run.results.some(({ turns }) => !turns.every(isFinalTurn))) return true;
  return run.results.some(({ grades }) => grades.some(isJudgedAgain));
}

/** Whether a judge has a verdict to give yet: its call failed, or its reply could not be read. */
function isJudgedAgain({ outcome, detail }: Grade): boolean {
  const { verdicts } = detail;
  return outcome === "ungraded" && Array.isArray(verdicts) &&
    verdicts.some((verdict: unknown) => Object(verdict).status !== "read");
}

/** 0 everything was graded, 1 not everything, 2 stopped, 130 interrupted. */
export function exitCode({ run, status }: FinishedRun): number {
  if (status === "interrupted") return 130;
  if (status === "stopped") return 2;
  return run.clean.outcomes.graded === run.clean.items.planned ? 0 : 1;
}
