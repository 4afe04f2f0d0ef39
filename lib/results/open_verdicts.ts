import type { Verdict } from "../types.ts";
import { safeJson } from "../parse/safe_json.ts";
import { LINE_CHECK } from "./journal_format.ts";
import { readLines } from "./_line_reader.ts";
import { lineWriter } from "./_line_writer.ts";
import { openLocked } from "./_open_locked.ts";
import { verdictLine } from "./_verdict_line.ts";
import { type VerdictContent, verdictReader } from "./_verdict_reader.ts";

/** Version this toolkit writes; a newer one is refused by name. */
export const VERDICTS_SCHEMA = "rounds.verdicts/1";

/** How a file of verdicts is opened. */
export interface OpenVerdictsOptions {
  /** Only the owner may read it, also when it was there before; false unless told. */
  readonly private?: boolean;
}

/** Verdicts kept in a file. */
export interface VerdictFile {
  /** How many are kept. */
  readonly size: number;
  /** Names of the judges whose verdicts are kept, sorted. */
  judges(): readonly string[];
  /** All that are kept. */
  all(): readonly Verdict[];
  /** What was passed over when the file was read, and why. */
  readonly warnings: readonly string[];
  /** The verdict kept under a key; undefined when there is none. */
  get(key: string): Verdict | undefined;
  /**
   * Keeps a verdict; fulfils once it is with the operating system, so that a killed process does not lose it. Rejects with
   * an `OutputError` when it cannot be written; then the file ends with the last whole line, and takes no more.
   */
  set(key: string, verdict: Verdict): Promise<void>;
  /** Unlocks and closes; a file that never held anything is removed. */
  close(): Promise<void>;
}

/**
 * Opens (or creates) a file of verdicts and locks it. One JSON object a line, each with its checksum, follows a first line
 * that names the format; lines may be repeated and in any order. A torn last line is cut off and a damaged one passed
 * over, both with a warning: those verdicts are asked for again.
 *
 * Throws an `OutputLockedError` when another process holds it, a `CaseError` when the file is something else (it is then
 * left as it was), an `OutputError` when it cannot be written.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { openVerdicts } from "@rounds/rounds";
 *
 * const path = await Deno.makeTempFile();
 * const verdict = {
 *   judge: "j", met: true, evidence: null, reason: null, status: "read", repeat: 1, attempts: 1, usage: null,
 *   servedModel: null, verdicts: [],
 * } as const;
 * const verdicts = await openVerdicts(path);
 * await verdicts.set("key", verdict);
 * await verdicts.close();
 * const again = await openVerdicts(path);
 * assert.deepEqual(again.get("key"), verdict);
 * await again.close();
 * ```
 */
export async function openVerdicts(
  path: string,
  options: OpenVerdictsOptions = {},
): Promise<VerdictFile> {
  const file = await openLocked(path, {
    private: options.private ?? false,
    what: "these verdicts",
  });
  try {
    const { verdicts, warnings, validBytes } = await readAll(file, path);
    const writer = lineWriter(file, {
      path,
      advice: "Every verdict given before is kept there; make room, then resume",
    });
    await writer.startAt(validBytes);
    if (validBytes === 0) {
      writer.write(`${safeJson({ schema: VERDICTS_SCHEMA, line_check: LINE_CHECK })}\n`);
    }
    return {
      warnings,
      get size() {
        return verdicts.size;
      },
      judges: () => [...new Set([...verdicts.values()].map(({ judge }) => judge))].sort(),
      all: () => [...verdicts.values()],
      get: (key) => verdicts.get(key),
      set: (key, verdict) =>
        Promise.try(() => {
          writer.write(verdictLine(key, verdict));
          verdicts.set(key, verdict);
        }),
      close: async () => {
        // A file whose every line is damaged is not empty.
        if (verdicts.size === 0 && warnings.length === 0) await Deno.remove(path);
        file.close();
      },
    };
  } catch (error) {
    await closeFresh(file, path);
    throw error;
  }
}

/** A file that was made just now and could not be begun is not left behind. */
async function closeFresh(file: Deno.FsFile, path: string): Promise<void> {
  const { size } = await file.stat();
  if (size === 0) await Deno.remove(path);
  file.close();
}

async function readAll(file: Deno.FsFile, path: string): Promise<VerdictContent> {
  const reader = verdictReader(path, VERDICTS_SCHEMA);
  await readLines(file, reader);
  return reader.end();
}
