import { openBenchmark } from "../../mod.ts";
import type { EvalFlags } from "./eval_flags.ts";
import { refuseOtherDataset } from "./refuse_other_dataset.ts";
import { UsageError } from "./run_task.ts";

/** Everything that is missing is named at once. */
export function refuseIncomplete(flags: EvalFlags): void {
  refuseOtherDataset(flags.benchmark, flags.jsonlPath === undefined ? flags.dataset : undefined);
  const { source, judgements } = openBenchmark(flags.benchmark);
  const missing = [
    flags.model === undefined && !flags.dryRun ? "--model" : null,
    flags.apiBase === undefined && !flags.dryRun ? "--api-base" : null,
    flags.imageMode === undefined && source.imageFiles !== undefined ? "--image-mode" : null,
    flags.judge === undefined && judgements !== undefined && !flags.dryRun ? "--judge" : null,
  ].filter((flag) => flag !== null);
  if (missing.length > 0) {
    throw new UsageError(
      `missing ${missing.join(", ")}. For example:\n` +
        "  deno task eval --model gpt-5 --api-base https://api.openai.com/v1 --image-mode url\n" +
        "  deno task eval --benchmark livemedbench --model gpt-5 --api-base https://api.openai.com/v1 --judge gpt-4.1-2025-04-14\n" +
        "To see Rounds at work without an endpoint: deno task demo",
    );
  }
  if (flags.imageMaxPixels !== undefined && flags.imageMode !== "local") {
    throw new UsageError("--image-max-pixels goes with --image-mode local: a URL is sent as it is");
  }
  const isPrivate = flags.private || flags.privateHost !== undefined;
  if (isPrivate && flags.imageMode === "url" && source.imageFiles !== undefined) {
    throw new UsageError(
      "--private with --image-mode url would have the server fetch the images from elsewhere: use --image-mode local",
    );
  }
  const judging = [
    flags.judge === undefined ? null : "--judge",
    flags.judgeApiBase === undefined ? null : "--judge-api-base",
    flags.judgePrompt === undefined ? null : "--judge-prompt",
    flags.rejudge === undefined ? null : "--rejudge",
  ].filter((flag) => flag !== null);
  if (judgements === undefined && judging.length > 0) {
    throw new UsageError(
      `${
        judging.join(", ")
      }: nobody judges ${flags.benchmark}, its letters are read without a model`,
    );
  }
  if (flags.requests !== undefined && !flags.dryRun) {
    throw new UsageError("--requests goes with --dry-run");
  }
  if (flags.resume && flags.overwrite) {
    throw new UsageError("--resume and --overwrite exclude each other");
  }
}
