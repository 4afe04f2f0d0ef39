import {
  type Benchmark,
  callHint,
  type FinishedRun,
  renderClean,
  renderSpend,
  summaryJson,
} from "../../mod.ts";
import { printJson, printNote, printOut } from "./run_task.ts";

/** Prints what came of a run and how to go on. */
export function reportRun(
  finished: FinishedRun,
  { benchmark, output, json, why }: {
    readonly benchmark: Benchmark;
    readonly output: string;
    readonly json: boolean;
    /** Why the budget is used up; null when it is not. */
    readonly why: string | null;
  },
): void {
  const { run, status, error, journal } = finished;
  if (json) {
    printJson({ ...summaryJson([run]), output });
  } else {
    printOut(benchmark.renderSummary(run.official, { model: run.model, dataset: run.dataset }));
    printOut(renderClean(run));
    printOut(renderSpend(run));
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
  const { failed, skipped, ungraded } = run.clean.outcomes;
  const isJudged = (run.manifest?.judges.length ?? 0) > 0;
  const again = failed + skipped > 0 || status !== "complete";
  if ((journal !== null && again) || (isJudged && ungraded > 0)) {
    printNote(
      `To go on where it stopped (nothing that was answered is asked again): the same command with --resume`,
    );
  }
}

/** 0 everything was graded, 1 not everything, 2 stopped, 130 interrupted. */
export function exitCode({ run, status }: FinishedRun): number {
  if (status === "interrupted") return 130;
  if (status === "stopped") return 2;
  return run.clean.outcomes.graded === run.clean.items.planned ? 0 : 1;
}
