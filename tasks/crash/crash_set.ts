import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type RecordedRequest,
  type SimulatedFault,
  type SimulatedServer,
  startSimulatedServer,
} from "../../mod.ts";
import { type DemoSet, loadDemoSet } from "../cli/demo_set.ts";

/** The benchmarks a crash run can be made of: one whose answers are read, one whose answers are judged. */
export const CRASH_BENCHMARKS = ["liveclin", "livemedbench"] as const;

/** One of them. */
export type CrashBenchmark = typeof CRASH_BENCHMARKS[number];

/** A demo set that runs are killed on. */
export interface CrashSet extends DemoSet {
  readonly name: CrashBenchmark;
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A tenth of the prompts fails once in each of several ways; a few are refused or cut short for good. */
const FAULTS: readonly SimulatedFault[] = [
  { kind: "500", share: 0.04, attempts: 1 },
  { kind: "reset", share: 0.04, attempts: 1 },
  { kind: "cut_body", share: 0.04, attempts: 1 },
  { kind: "malformed_json", share: 0.04, attempts: 1 },
  { kind: "429", share: 0.04, attempts: 1, retryAfter: "none" },
  { kind: "content_filter_400", share: 0.02 },
  // A verdict that is cut is no verdict and is asked for again by design; an answer that is cut stands.
  { kind: "truncation", share: 0.03, match: ({ model }) => model !== "sim-judge" },
];

/** Loads the embedded set of a benchmark. */
export async function loadCrashSet(name: CrashBenchmark): Promise<CrashSet> {
  return { ...await loadDemoSet(name), name };
}

/** A server with faults that answers the set's questions, and judges. */
export function serveCrashSet(
  { questions, rubrics }: CrashSet,
  onRequest: (request: RecordedRequest) => void = () => {},
): Promise<SimulatedServer> {
  const latencyMs = 25;
  return startSimulatedServer({
    seed: 1,
    questions,
    rubrics,
    faults: FAULTS,
    latencyMs,
    onRequest,
  });
}

/** How one process evaluates the set. */
export interface EvaluateOptions {
  readonly base: string;
  readonly output: string;
  readonly concurrency: number;
}

/** The evaluation as a user starts it, in a process of its own, always with --resume. */
export function evaluateCrashSet(set: CrashSet, options: EvaluateOptions): Deno.Command {
  const { base, output, concurrency } = options;
  const who = set.name === "livemedbench"
    ? ["--benchmark", "livemedbench", "--model", "sim-physician", "--judge", "sim-judge"]
    : ["--model", "sim-strong", "--image-mode", "local"];
  return new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-q", "-P=network", "--no-prompt", "--no-check", join(ROOT, "tasks/eval.ts")],
      ...[...who, "--api-base", base, "--dataset", set.dataset.name],
      ...["--data-dir", join(ROOT, "data"), "--output", output, "--resume", "--keep-journal"],
      ...["--no-preflight", "--concurrency", String(concurrency), "--timeout", "10"],
    ],
    cwd: ROOT,
    env: { OPENAI_API_KEY: "", OPENAI_JUDGE_API_KEY: "" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}
