import { dirname } from "node:path";
import type { Benchmark, Manifest, Untold } from "../types.ts";
import { type Journal, openJournal } from "../results/open_journal.ts";
import type { JournalEntry, JournalHead } from "../results/journal_format.ts";
import { OutputLockedError } from "../results/output_locked_error.ts";
import { readResults } from "../results/read_results.ts";
import { type Replay, replayTurns } from "../results/replay_turns.ts";
import { refuseOtherRun } from "./_refuse_other_run.ts";
import { refuseOutside } from "./_refuse_outside.ts";
import { isLoopback } from "../parse/is_loopback.ts";
import { SetUpError } from "./set_up_error.ts";

/** What may stand in the way of an output, and what to do about it. */
export interface OpenOutputOptions {
  /** The run about to start. */
  readonly head: JournalHead & { readonly manifest: Manifest };
  /** Reads a finished result file, when its journal is gone. */
  readonly benchmark: Benchmark;
  /** Go on where an earlier run stopped. */
  readonly resume: boolean;
  /** Replace what is there. */
  readonly overwrite: boolean;
}

/** An output that is ours to write. */
export interface Output {
  /** Where finished turns go. */
  readonly journal: Journal;
  /** The run's head: a resumed one keeps its id and start. */
  readonly head: JournalHead;
  /** Where earlier parts were answered, if not where further ones are. */
  readonly earlierOrigins: readonly string[];
  /** Turns answered before. */
  readonly replay: Replay;
  /** What calls took before of which no turn tells. */
  readonly untold: Untold;
  /** What the user should know. */
  readonly notes: readonly string[];
}

/**
 * Takes an output: refuses to overwrite or to mix runs, otherwise begins or resumes its journal.
 * Throws a `SetUpError` that says what is there and what to do, an `OutputLockedError` when another process writes it.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { liveclin, makeManifest, openOutput, scriptedModel } from "@rounds/rounds";
 *
 * const benchmark = liveclin({ imageMode: "url" });
 * const manifest = makeManifest(benchmark, {
 *   dataset: { name: "demo", revision: null, sha256: "ab" }, cases: [], model: scriptedModel([]), trials: 1,
 * });
 * const path = `${await Deno.makeTempDir()}/m_demo.json`;
 * const head = { manifest, runId: "r", startedAt: "2026-01-01T00:00:00Z" };
 * const output = await openOutput(path, { head, benchmark, resume: true, overwrite: false });
 * assert.match(output.notes[0] ?? "", /nothing to resume/);
 * await output.journal.close({ remove: true });
 * ```
 */
export async function openOutput(path: string, options: OpenOutputOptions): Promise<Output> {
  const { head, resume, overwrite, benchmark } = options;
  await refuseOutside(path).catch((error) => {
    throw error instanceof SetUpError ? error : unwritable(path, error);
  });
  const finished = await isThere(path);
  const journal = await openWritable(path, head.manifest.private ?? false);
  try {
    const before = overwrite ? null : (await journal.read()).head;
    if (overwrite || (!finished && before === null)) {
      await journal.begin(head);
      const fresh = resume && !overwrite;
      const notes = fresh ? [`There is nothing to resume at ${path}: this run starts afresh.`] : [];
      const untold = NOTHING_UNTOLD;
      return { journal, head, earlierOrigins: [], replay: replayTurns([]), untold, notes };
    }
    if (!resume) {
      const what = finished ? "exists" : "was begun by an interrupted run";
      throw new SetUpError(
        `${path} ${what}: use --resume to go on with it, --overwrite to replace it`,
      );
    }
    const now = head.manifest;
    if (before !== null) {
      const told = refuseOtherRun(path, { before: before.manifest, now });
      const since = finished && isLoopback(now.origin) ? await storedOrigins(path, benchmark) : [];
      const earlierOrigins = [...new Set([...told, ...since])].filter((one) => one !== now.origin);
      await journal.resume();
      const { entries, untold, warnings } = await journal.read();
      const notes = [...warnings, ...movedNotes(earlierOrigins, now.origin)];
      return { journal, head: before, earlierOrigins, replay: replayTurns(entries), untold, notes };
    }
    const earlier = await readResults(path, { benchmarks: [benchmark] });
    if (earlier.manifest === null) {
      throw new SetUpError(
        `${path} was not written by this toolkit, so nothing tells how its answers were made: choose another --output, or --overwrite`,
      );
    }
    const earlierOrigins = refuseOtherRun(path, { before: earlier.manifest, now });
    const entries = earlier.results.flatMap((result): readonly JournalEntry[] =>
      result.turns.map((turn) => ({ caseId: result.case.id, trial: result.trial, turn }))
    );
    const kept: JournalHead = {
      manifest: earlierOrigins.length === 0 ? now : { ...now, earlier_origins: earlierOrigins },
      runId: earlier.id,
      startedAt: earlier.startedAt ?? head.startedAt,
    };
    await journal.begin(kept);
    for (const entry of entries) journal.append(entry);
    const untold = earlier.spend?.untold ?? NOTHING_UNTOLD;
    if (untold.calls > 0) journal.appendUntold(untold);
    const notes = movedNotes(earlierOrigins, now.origin);
    return { journal, head: kept, earlierOrigins, replay: replayTurns(entries), untold, notes };
  } catch (error) {
    await journal.close({ remove: journal.isFresh() });
    throw error;
  }
}

const NOTHING_UNTOLD: Untold = { calls: 0, tokens: 0, cost_usd: 0 };

/** What is told of a run that parts of were answered elsewhere. */
function movedNotes(earlier: readonly string[], now: string): readonly string[] {
  if (earlier.length === 0) return [];
  return [
    `Earlier answers are from ${
      earlier.join(", ")
    }, further ones from ${now}: taken for the same server. ` +
    "The record names both; a judge that moved is asked for its verdicts again.",
  ];
}

/** Where a result file says its parts were answered; a file that cannot be read says nothing, and is written anew. */
async function storedOrigins(path: string, benchmark: Benchmark): Promise<readonly string[]> {
  try {
    const { manifest } = await readResults(path, { benchmarks: [benchmark] });
    return manifest === null ? [] : [...manifest.earlier_origins ?? [], manifest.origin];
  } catch {
    return [];
  }
}

/** Whether the output is there. A folder in its place would be noticed only at the end of the run, so it is refused now. */
async function isThere(path: string): Promise<boolean> {
  try {
    if ((await Deno.stat(path)).isFile) return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw unwritable(path, error);
  }
  throw new SetUpError(`Cannot write ${path}: it is not a file`);
}

async function openWritable(path: string, isPrivate: boolean): Promise<Journal> {
  try {
    await Deno.mkdir(dirname(path), { recursive: true, ...(isPrivate ? { mode: 0o700 } : {}) });
    return await openJournal(`${path}.journal.jsonl`, { private: isPrivate });
  } catch (error) {
    throw error instanceof OutputLockedError ? error : unwritable(path, error);
  }
}

function unwritable(path: string, cause: unknown): SetUpError {
  const said = cause instanceof Error ? cause.message : String(cause);
  // Some folders are open only to programs that may do everything: that is no advice to follow.
  const why = cause instanceof Deno.errors.NotCapable
    ? "the permissions this was started with do not allow writing there; choose another --output"
    : said;
  return new SetUpError(`Cannot write ${path}: ${why}`, { cause });
}
