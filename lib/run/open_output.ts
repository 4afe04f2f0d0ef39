import { dirname } from "node:path";
import type { Benchmark, Manifest } from "../types.ts";
import { type Journal, openJournal } from "../results/open_journal.ts";
import type { JournalEntry, JournalHead } from "../results/journal_format.ts";
import { OutputLockedError } from "../results/output_locked_error.ts";
import { manifestDifferences } from "../results/manifest_differences.ts";
import { readResults } from "../results/read_results.ts";
import { type Replay, replayTurns } from "../results/replay_turns.ts";
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
  /** Turns answered before. */
  readonly replay: Replay;
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
  const finished = await isThere(path);
  const journal = await openWritable(path);
  try {
    const before = overwrite ? null : (await journal.read()).head;
    if (overwrite || (!finished && before === null)) {
      await journal.begin(head);
      const fresh = resume && !overwrite;
      const notes = fresh ? [`There is nothing to resume at ${path}: this run starts afresh.`] : [];
      return { journal, head, replay: replayTurns([]), notes };
    }
    if (!resume) {
      const what = finished ? "exists" : "was begun by an interrupted run";
      throw new SetUpError(
        `${path} ${what}: use --resume to go on with it, --overwrite to replace it`,
      );
    }
    if (before !== null) {
      refuseOther(path, before.manifest, head.manifest);
      await journal.resume();
      const { entries, warnings } = await journal.read();
      return { journal, head: before, replay: replayTurns(entries), notes: warnings };
    }
    const earlier = await readResults(path, { benchmarks: [benchmark] });
    if (earlier.manifest === null) {
      throw new SetUpError(
        `${path} was not written by this toolkit, so nothing tells how its answers were made: choose another --output, or --overwrite`,
      );
    }
    refuseOther(path, earlier.manifest, head.manifest);
    const entries = earlier.results.flatMap((result): readonly JournalEntry[] =>
      result.turns.map((turn) => ({ caseId: result.case.id, trial: result.trial, turn }))
    );
    const kept: JournalHead = {
      manifest: head.manifest,
      runId: earlier.id,
      startedAt: earlier.startedAt ?? head.startedAt,
    };
    await journal.begin(kept);
    for (const entry of entries) journal.append(entry);
    return { journal, head: kept, replay: replayTurns(entries), notes: [] };
  } catch (error) {
    await journal.close({ remove: journal.isFresh() });
    throw error;
  }
}

/** What a difference that does not speak for itself comes from. */
const MEANING: Readonly<Record<string, string>> = {
  cases_sha256: " (other cases are planned: --limit, --case, --shard or another data file)",
  dataset_sha256: " (the records file has other content)",
  origin: " (another server, or the same one on another port)",
};

function refuseOther(path: string, before: unknown, now: unknown): void {
  const differences = manifestDifferences(before, now);
  if (differences.length === 0) return;
  const list = differences.map(({ field, before, now }) =>
    `  ${field}: ${before} before, ${now} now${MEANING[field] ?? ""}`
  );
  throw new SetUpError(
    `${path} was made by another run; resuming would mix the two:\n${
      list.join("\n")
    }\nUse the same settings, another --output, or --overwrite`,
  );
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

async function openWritable(path: string): Promise<Journal> {
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    return await openJournal(`${path}.journal.jsonl`);
  } catch (error) {
    throw error instanceof OutputLockedError ? error : unwritable(path, error);
  }
}

function unwritable(path: string, cause: unknown): SetUpError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new SetUpError(`Cannot write ${path}: ${why}`, { cause });
}
