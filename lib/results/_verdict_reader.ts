import type { Usage, Verdict, VerdictStatus } from "../types.ts";
import { CaseError } from "../parse/case_error.ts";
import { FieldReader } from "../parse/field_reader.ts";
import { checkLine, isHeader, parseLine } from "./_checked_line.ts";
import { damageList, reasonOf } from "./_damage_list.ts";
import { LINE_CHECK } from "./journal_format.ts";
import { lineReader } from "./_line_reader.ts";
import { refuseOtherFile } from "./_refuse_other_file.ts";

/** A file of verdicts as read. */
export interface VerdictContent {
  /** By key; of two the later. */
  readonly verdicts: Map<string, Verdict>;
  /** What was passed over, and why. */
  readonly warnings: readonly string[];
  /** Bytes up to the last whole line: what a writer appends after. */
  readonly validBytes: number;
}

/** Takes a file of verdicts in pieces of any size. */
export interface VerdictReader {
  /** The next bytes of the file. */
  readonly take: (bytes: Uint8Array) => void;
  /** What there was; call once, at the end. */
  readonly end: () => VerdictContent;
}

/** What every file of verdicts begins with, whatever its version. */
const HEADER_START = '{"schema":"rounds.verdicts/';

/** Makes a reader of one file. Both functions throw a `CaseError` when it is of another kind or a newer version. */
export function verdictReader(where: string, schema: string): VerdictReader {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const verdicts = new Map<string, Verdict>();
  const damages = damageList(where);
  let isChecked: boolean | null = null;
  const headerOf = (record: unknown, at: string) => {
    const read = new FieldReader(record, { where: at, thing: "verdict file" });
    read.oneOf("schema", [schema]);
    return read.text("line_check") === LINE_CHECK;
  };
  const lines = lineReader((bytes, line) => {
    const at = `${where}:${line}`;
    if (isChecked === null) {
      isChecked = headerOf(parseHeader(bytes, { at, decoder }), at);
      return;
    }
    try {
      const { text, record } = parseLine(bytes, decoder);
      // Two files may have been put together by hand: a key tells all that a verdict depends on.
      if (record === undefined || (isHeader(record) && headerOf(record, at) === isChecked)) return;
      if (isChecked) checkLine(text);
      const read = new FieldReader(record, { where: at, thing: "verdict" });
      verdicts.set(read.required("key", read.text("key")), verdictOf(read));
    } catch (error) {
      damages.add(`${at} is damaged; its verdict will be asked for again (${reasonOf(error)})`);
    }
  });
  return {
    take: lines.take,
    end: () => {
      const { torn, lines: count, validBytes } = lines.end();
      if (torn.length > 0) {
        if (isChecked === null) {
          refuseOtherFile(torn, { where, thing: "verdict file", start: HEADER_START });
        }
        damages.add(`${where}:${count + 1} is torn (no line feed at its end) and is dropped`);
      }
      return { verdicts, warnings: damages.list(), validBytes };
    },
  };
}

function parseHeader(
  bytes: Uint8Array,
  { at, decoder }: { readonly at: string; readonly decoder: TextDecoder },
): unknown {
  try {
    return parseLine(bytes, decoder).record;
  } catch (cause) {
    throw new CaseError({
      where: at,
      thing: "verdict file",
      field: null,
      expected: "the first line of a file of verdicts; move the file away to start afresh",
      received: "damaged",
      cause,
    });
  }
}

const STATUSES: readonly VerdictStatus[] = ["read", "unreadable", "failed", "tied"];

function verdictOf(read: FieldReader): Verdict {
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
