import type { Usage, Verdict, VerdictStatus } from "../types.ts";
import { FieldReader } from "../parse/field_reader.ts";
import { OutputLockedError } from "./output_locked_error.ts";
import { safeJson } from "../parse/safe_json.ts";

/** Version this toolkit writes; a newer one is refused by name. */
export const VERDICTS_SCHEMA = "rounds.verdicts/1";

/** Verdicts kept in a file. */
export interface VerdictFile {
  /** How many are kept. */
  readonly size: number;
  /** Names of the judges whose verdicts are kept, sorted. */
  judges(): readonly string[];
  /** What was passed over when the file was read, and why. */
  readonly warnings: readonly string[];
  /** The verdict kept under a key; undefined when there is none. */
  get(key: string): Verdict | undefined;
  /** Keeps a verdict; fulfils once it is with the operating system. */
  set(key: string, verdict: Verdict): Promise<void>;
  /** Waits for what is being written, unlocks and closes; a file without verdicts is removed. */
  close(): Promise<void>;
}

/**
 * Opens (or creates) a file of verdicts, one JSON object a line after a first line that names the format. A torn last line
 * is cut off and a damaged one passed over, both with a warning: those verdicts are asked for again.
 *
 * Throws an `OutputLockedError` when another process holds it, a `CaseError` when the file is something else.
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
export async function openVerdicts(path: string): Promise<VerdictFile> {
  const file = await Deno.open(path, { create: true, read: true, write: true });
  try {
    if (!(await file.tryLock(true))) {
      throw new OutputLockedError(`Cannot write ${path}: another process writes these verdicts`);
    }
    const { verdicts, warnings, validBytes } = parseVerdicts(await Deno.readTextFile(path), path);
    await file.truncate(validBytes);
    await file.seek(validBytes, Deno.SeekMode.Start);
    const append = appender(file);
    if (validBytes === 0) await append(`${safeJson({ schema: VERDICTS_SCHEMA })}\n`);
    return {
      warnings,
      get size() {
        return verdicts.size;
      },
      judges: () => [...new Set([...verdicts.values()].map(({ judge }) => judge))].sort(),
      get: (key) => verdicts.get(key),
      set: (key, verdict) => {
        verdicts.set(key, verdict);
        return append(`${safeJson(toLine(key, verdict))}\n`);
      },
      close: async () => {
        await append("");
        if (verdicts.size === 0) await Deno.remove(path);
        file.close();
      },
    };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Writes in order; what comes while a write is under way goes out together in the next. */
function appender(file: Deno.FsFile): (text: string) => Promise<void> {
  const encoder = new TextEncoder();
  let pending = "";
  let next: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();
  const write = async () => {
    await last.catch(() => {});
    next = undefined;
    const data = encoder.encode(pending);
    pending = "";
    for (let sent = 0; sent < data.length;) sent += await file.write(data.subarray(sent));
  };
  return (text) => {
    pending += text;
    if (next === undefined) {
      next = write();
      last = next;
    }
    return next;
  };
}

function toLine(key: string, verdict: Verdict): Readonly<Record<string, unknown>> {
  const { servedModel, usage, verdicts: _single, ...rest } = verdict;
  return {
    key,
    ...rest,
    served_model: servedModel,
    usage: usage === null ? null : {
      input_tokens: usage.inputTokens,
      output_tokens: usage.outputTokens,
      reasoning_tokens: usage.reasoningTokens,
      cached_tokens: usage.cachedTokens,
    },
  };
}

interface ParsedVerdicts {
  readonly verdicts: Map<string, Verdict>;
  readonly warnings: readonly string[];
  readonly validBytes: number;
}

function parseVerdicts(text: string, path: string): ParsedVerdicts {
  const lines = text.split("\n");
  const torn = lines.pop() ?? "";
  const warnings: string[] = [];
  const place = (n: number) => `${path}:${n + 1}`;
  if (torn !== "") {
    warnings.push(`${place(lines.length)} is torn (no line feed at its end) and is dropped`);
  }
  const verdicts = new Map<string, Verdict>();
  for (const [n, line] of lines.entries()) {
    if (n === 0) {
      new FieldReader(parseOrNull(line), { where: place(n), thing: "verdict file" })
        .oneOf("schema", [VERDICTS_SCHEMA]);
      continue;
    }
    try {
      const read = new FieldReader(JSON.parse(line), { where: place(n), thing: "verdict" });
      verdicts.set(read.required("key", read.text("key")), fromLine(read));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      warnings.push(`${place(n)} is damaged; its verdict will be asked for again (${why})`);
    }
  }
  const validBytes = new TextEncoder().encode(text.slice(0, text.length - torn.length)).length;
  return { verdicts, warnings, validBytes };
}

const STATUSES: readonly VerdictStatus[] = ["read", "unreadable", "failed", "tied"];

function fromLine(read: FieldReader): Verdict {
  return {
    judge: read.required("judge", read.text("judge")),
    met: read.flag("met"),
    evidence: read.text("evidence"),
    reason: read.text("reason"),
    status: read.oneOf("status", STATUSES),
    repeat: read.number("repeat") ?? 1,
    attempts: read.number("attempts"),
    usage: usageFrom(read.object("usage")),
    servedModel: read.text("served_model"),
    verdicts: [],
  };
}

function usageFrom(read: FieldReader | null): Usage | null {
  if (read === null) return null;
  return {
    inputTokens: read.number("input_tokens"),
    outputTokens: read.number("output_tokens"),
    reasoningTokens: read.number("reasoning_tokens"),
    cachedTokens: read.number("cached_tokens"),
  };
}

function parseOrNull(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
