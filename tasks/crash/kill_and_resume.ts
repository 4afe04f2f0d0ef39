import { join } from "node:path";
import { type Pcg32, pcg32, readResults } from "../../mod.ts";
import { comparableFile } from "./comparable_file.ts";
import { type CrashBenchmark, evaluateCrashSet, loadCrashSet, serveCrashSet } from "./crash_set.ts";
import { nameRequests } from "./name_requests.ts";
import { readKept } from "./read_kept.ts";
import { watchRequests } from "./watch_requests.ts";

/** What is done to a run. */
export interface KillAndResumeOptions {
  /** SIGKILLs in all; a new output is begun whenever a run comes to its end. */
  readonly kills: number;
  /** Fixes every choice but the operating system's. */
  readonly seed: number;
  /** Whose demo set; liveclin unless told. */
  readonly benchmark?: CrashBenchmark;
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
  /** Turns and verdicts of one run. */
  readonly turns: number;
  /** Requests answered beyond one for each of them: they were in flight at a kill. */
  readonly repeatedInFlight: number;
  /** Everything that must not be; empty when the promise holds. */
  readonly broken: readonly string[];
}

/** Kills runs of the demo set at random moments and resumes them to their end, over and over. */
export async function killAndResume(options: KillAndResumeOptions): Promise<CrashReport> {
  const { kills, seed, folder, concurrency = 4, benchmark = "liveclin" } = options;
  const set = await loadCrashSet(benchmark);
  const random = pcg32({ seed });
  const reference = join(folder, "reference.json");
  {
    await using server = await serveCrashSet(set);
    const base = server.baseUrl;
    const { code, stderr } = await evaluateCrashSet(set, { base, output: reference, concurrency })
      .output();
    if (code > 1) {
      throw new Error(`The uninterrupted run failed: ${new TextDecoder().decode(stderr)}`);
    }
  }
  const expected = comparableFile(await Deno.readTextFile(reference));
  const { results } = await readResults(reference, { benchmarks: [set.benchmark] });
  const broken: string[] = [];
  let killed = 0;
  let killsInFlight = 0;
  let repeatedInFlight = 0;
  let runs = 0;
  while (killed < kills) {
    const watch = watchRequests();
    await using server = await serveCrashSet(set, watch.onRequest);
    const names = await nameRequests(set, { apiBase: server.baseUrl, results });
    watch.use(names);
    const output = join(folder, `run-${runs}.json`);
    const job = { base: server.baseUrl, output, concurrency };
    let before: ReadonlyMap<string, string> = new Map();
    for (let isRunning = true; isRunning;) {
      watch.newLife(new Set(before.keys()));
      const child = evaluateCrashSet(set, job).spawn();
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
      const after = await readKept(output, names);
      for (const [name, content] of before) {
        if (after.get(name) !== content) broken.push(`${name} was on the disk and is lost`);
      }
      before = after;
      isRunning = signal !== null;
      if (!isRunning && (code > 1 || !await isThere(output))) {
        throw new Error(`A resumed run stopped: ${new TextDecoder().decode(stderr)}`);
      }
    }
    runs++;
    const { paid, answered, askedAgain, askedTwice } = watch.report();
    repeatedInFlight += paid - answered;
    broken.push(
      ...askedAgain.map((name) => `${name} was asked again although its answer was on the disk`),
      ...askedTwice.map((name) => `${name} was asked twice by one process`),
    );
    if (comparableFile(await Deno.readTextFile(output)) !== expected) {
      broken.push(`${output} differs from the uninterrupted run's file`);
    }
  }
  // A verdict's line may still be on its way to the disk when its call has made room for the next.
  const most = killed * concurrency * (benchmark === "livemedbench" ? 2 : 1);
  if (repeatedInFlight > most) {
    broken.push(`${repeatedInFlight} repeated requests are more than were in flight`);
  }
  const items = set.cases.reduce((sum, { items }) => sum + items.length, 0);
  const turns = benchmark === "livemedbench" ? set.cases.length + items : items;
  return { kills: killed, killsInFlight, runs, turns, repeatedInFlight, broken };
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
