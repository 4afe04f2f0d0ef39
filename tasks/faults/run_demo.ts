import {
  type FinishedRun,
  httpModel,
  JUDGE_PARAMETERS,
  rubricJudge,
  runBenchmark,
  type SimulatedFault,
  startSimulatedServer,
} from "../../mod.ts";
import type { DemoSet } from "../cli/demo_set.ts";

/** How a demo set is run against a server that fails. */
export interface RunDemoOptions {
  readonly faults: readonly SimulatedFault[];
  /** Attempts a call, the first included. */
  readonly maxRetries: number;
  /** Fixes the prompts that are struck. */
  readonly seed?: number;
}

/** How long a call may take: where calls hang it is waited for; elsewhere a slow machine must not make a fault of its own. */
const TIMEOUT_MS = { hanging: 1000, usual: 30_000 };

/** Runs a demo set in memory; waits between attempts take no time. */
export async function runDemo(set: DemoSet, options: RunDemoOptions): Promise<FinishedRun> {
  const { questions, rubrics, benchmark, cases, dataset } = set;
  await using server = await startSimulatedServer({
    seed: options.seed ?? 1,
    questions,
    rubrics,
    faults: options.faults,
  });
  const isHanging = options.faults.some(({ kind }) => kind === "hang" || kind === "stall");
  const model = (name: string, parameters = benchmark.parameters ?? {}) =>
    httpModel({
      model: name,
      apiBase: server.baseUrl,
      parameters,
      timeoutMs: TIMEOUT_MS[isHanging ? "hanging" : "usual"],
      maxRetries: options.maxRetries,
      // What becomes of a call is asked here, not how fast calls are made.
      limiter: null,
      wait: () => Promise.resolve(),
      random: () => 0.5,
    });
  const isJudged = benchmark.judgements !== undefined;
  return await runBenchmark(benchmark, {
    cases,
    dataset,
    model: model(isJudged ? "sim-physician" : "sim-strong"),
    ...(isJudged ? { judge: rubricJudge(model("sim-judge", JUDGE_PARAMETERS)) } : {}),
    output: null,
    concurrency: 16,
  });
}
