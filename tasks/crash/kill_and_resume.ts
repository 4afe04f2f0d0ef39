import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Case,
  findDataset,
  loadCases,
  openBenchmark,
  parseJournal,
  type Pcg32,
  pcg32,
  readRecords,
  type RecordedRequest,
  type SimulatedFault,
  type SimulatedQuestion,
  simulatedQuestions,
  type SimulatedServer,
  startSimulatedServer,
} from "../../mod.ts";
import { comparableFile } from "./comparable_file.ts";
import { turnName, watchRequests } from "./watch_requests.ts";

/** What is done to a run. */
export interface KillAndResumeOptions {
  /** SIGKILLs in all; a new output is begun whenever a run comes to its end. */
  readonly kills: number;
  /** Fixes every choice but the operating system's. */
  readonly seed: number;
  /** For outputs. */
  readonly folder: string;
  /** Cases at once. */
  readonly concurrency?: number;
  /** Told after each kill. */
  readonly onKill?: (done: number) => void;
}

/** What came of it. */
export interface CrashReport {
  readonly kills: number;
  /** Of them while requests were in flight. */
  readonly killsInFlight: number;
  /** Runs brought to their end. */
  readonly runs: number;
  /** Turns of one run. */
  readonly turns: number;
  /** Requests answered beyond one for each turn: they were in flight at a kill. */
  readonly repeatedInFlight: number;
  /** Everything that must not be; empty when the promise holds. */
  readonly broken: readonly string[];
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
  { kind: "truncation", share: 0.03 },
];

/** Kills runs of the demo set at random moments and resumes them to their end, over and over. */
export async function killAndResume(options: KillAndResumeOptions): Promise<CrashReport> {
  const { kills, seed, folder, concurrency = 4 } = options;
  const demo = await loadDemo();
  const random = pcg32({ seed });
  const reference = join(folder, "reference.json");
  {
    await using server = await serve(demo.questions);
    const { code, stderr } = await evaluate({
      base: server.baseUrl,
      output: reference,
      concurrency,
    })
      .output();
    if (code > 1) {
      throw new Error(`The uninterrupted run failed: ${new TextDecoder().decode(stderr)}`);
    }
  }
  const expected = comparableFile(await Deno.readTextFile(reference));
  const broken: string[] = [];
  let killed = 0;
  let killsInFlight = 0;
  let repeatedInFlight = 0;
  let runs = 0;
  while (killed < kills) {
    const watch = await watchRequests(demo.cases);
    await using server = await serve(demo.questions, watch.onRequest);
    const output = join(folder, `run-${runs}.json`);
    const job = { base: server.baseUrl, output, concurrency };
    let before = new Map<string, string>();
    for (let isRunning = true; isRunning;) {
      watch.newLife(new Set(before.keys()));
      const child = evaluate(job).spawn();
      const ended = child.output();
      let isAlive = true;
      ended.finally(() => isAlive = false);
      const isTime = killed < kills &&
        await comes(chooseMoment(random), { requests: watch.requests, isAlive: () => isAlive });
      if (isTime) {
        if (server.requests.inFlight > 0) killsInFlight++;
        try {
          child.kill("SIGKILL");
          killed++;
          options.onKill?.(killed);
        } catch {
          // It came to its end at that very moment.
        }
      }
      const { code, signal, stderr } = await ended;
      const after = await readJournal(`${output}.journal.jsonl`);
      for (const [turn, content] of before) {
        if (after.get(turn) !== content) broken.push(`${turn} was in the journal and is lost`);
      }
      before = after;
      isRunning = signal !== null;
      if (!isRunning && (code > 1 || !await isThere(output))) {
        throw new Error(`A resumed run stopped: ${new TextDecoder().decode(stderr)}`);
      }
    }
    runs++;
    const { paid, turns, askedAgain, askedTwice } = watch.report();
    repeatedInFlight += paid - turns;
    broken.push(
      ...askedAgain.map((turn) => `${turn} was asked again although its answer was in the journal`),
      ...askedTwice.map((turn) => `${turn} was asked twice by one process`),
    );
    if (comparableFile(await Deno.readTextFile(output)) !== expected) {
      broken.push(`${output} differs from the uninterrupted run's file`);
    }
  }
  if (repeatedInFlight > killed * concurrency) {
    broken.push(`${repeatedInFlight} repeated requests are more than were in flight`);
  }
  const turns = demo.cases.reduce((sum, { items }) => sum + items.length, 0);
  return { kills: killed, killsInFlight, runs, turns, repeatedInFlight, broken };
}

interface Demo {
  readonly cases: readonly Case[];
  readonly questions: readonly SimulatedQuestion[];
}

async function loadDemo(): Promise<Demo> {
  const benchmark = openBenchmark("liveclin", { imageMode: "url" });
  const files = await findDataset({
    source: benchmark.source,
    dataset: "rounds_demo",
    dataDir: join(ROOT, "data"),
  });
  const questions: SimulatedQuestion[] = [];
  for await (const { value, where } of readRecords(files.recordsPath)) {
    questions.push(...simulatedQuestions(value, where));
  }
  return { cases: await Array.fromAsync(loadCases(files, { benchmark })), questions };
}

function serve(
  questions: readonly SimulatedQuestion[],
  onRequest: (request: RecordedRequest) => void = () => {},
): Promise<SimulatedServer> {
  return startSimulatedServer({ seed: 1, questions, faults: FAULTS, latencyMs: 25, onRequest });
}

/** The evaluation as a user starts it, in a process of its own, always with --resume. */
function evaluate(
  { base, output, concurrency }: {
    readonly base: string;
    readonly output: string;
    readonly concurrency: number;
  },
): Deno.Command {
  const flags = ["--model", "sim-strong", "--api-base", base, "--image-mode", "local"];
  return new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-q", "-P=network", "--no-prompt", "--no-check", join(ROOT, "tasks/eval.ts")],
      ...[...flags, "--dataset", "rounds_demo", "--data-dir", join(ROOT, "data")],
      ...["--output", output, "--resume", "--keep-journal", "--no-preflight"],
      ...["--concurrency", String(concurrency), "--timeout", "10"],
    ],
    cwd: ROOT,
    env: { OPENAI_API_KEY: "" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

/** When to kill: so many requests after the start, or so many milliseconds, and a moment later. */
interface Moment {
  readonly requests: number;
  readonly ms: number;
}

function chooseMoment(random: Pcg32): Moment {
  // One in six falls anywhere, start-up included; the others while answers are under way.
  if (random.below(6) === 0) return { requests: 0, ms: random.below(700) };
  return { requests: 1 + random.below(24), ms: random.below(60) };
}

/** Waits for the moment; false when the process ends before it. */
async function comes(
  { requests, ms }: Moment,
  process: { readonly requests: () => number; readonly isAlive: () => boolean },
): Promise<boolean> {
  const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time));
  while (process.isAlive() && process.requests() < requests) await pause(2);
  for (let left = ms; process.isAlive() && left > 0; left -= 5) await pause(Math.min(left, 5));
  return process.isAlive();
}

function isThere(path: string): Promise<boolean> {
  return Deno.stat(path).then(() => true, () => false);
}

/** Answered turns and what was answered; of a journal that is not there yet, none. */
async function readJournal(path: string): Promise<Map<string, string>> {
  let bytes: Uint8Array;
  try {
    bytes = await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return new Map();
    throw error;
  }
  const { entries } = parseJournal(bytes, path);
  return new Map(
    entries.filter(({ turn }) => turn.error === null).map(({ caseId, turn }) => [
      turnName(caseId, turn.index),
      turn.reply?.content ?? "",
    ]),
  );
}
