import type { Untold } from "../types.ts";
import { CaseError } from "../parse/case_error.ts";
import { FieldReader } from "../parse/field_reader.ts";
import { checkLine, isHeader, parseLine } from "./_checked_line.ts";
import { damageList, reasonOf } from "./_damage_list.ts";
import {
  JOURNAL_SCHEMA,
  type JournalContent,
  type JournalEntry,
  type JournalHead,
  LINE_CHECK,
} from "./journal_format.ts";
import { lineReader } from "./_line_reader.ts";
import { manifestSha256 } from "./manifest_sha256.ts";
import { refuseOtherFile } from "./_refuse_other_file.ts";
import { addUntold, NOTHING_UNTOLD, untoldOf } from "./_untold_line.ts";
import { wholeTurnFromRecord } from "./whole_turn_from_record.ts";

/** What every journal begins with: a torn header is a part of it, or goes on from it. */
const HEADER_START = '{"schema":"rounds.journal/';

/** Takes a journal in pieces of any size, so that a large one is never in memory as text. */
export interface JournalReader {
  /** The next bytes of the file. */
  readonly take: (bytes: Uint8Array) => void;
  /** What there was; call once, at the end. */
  readonly end: () => JournalContent;
}

/** Makes a reader of one journal file. Both functions throw a `CaseError` when the file is no journal. */
export function journalReader(where: string): JournalReader {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const entries: JournalEntry[] = [];
  const damages = damageList(where);
  const shared = sharedTexts();
  let first: Header | null = null;
  let untold: Untold = NOTHING_UNTOLD;
  const take = (text: string, record: unknown, at: string) => {
    if (first?.isChecked) checkLine(text);
    const more = untoldOf(record, at);
    if (more === null) entries.push(shared(readEntry(record, at)));
    else untold = addUntold(untold, more);
  };
  /** Whether the last line is whole but for its line feed. */
  const takeTorn = (bytes: Uint8Array, at: string): boolean => {
    if (!first?.isChecked) return false;
    try {
      const { text, record } = parseLine(bytes, decoder);
      take(text, record, at);
      return true;
    } catch {
      return false;
    }
  };
  const lines = lineReader((bytes, line) => {
    const at = `${where}:${line}`;
    if (first === null) {
      first = readHeader(bytes, { at, decoder });
      return;
    }
    try {
      const { text, record } = parseLine(bytes, decoder);
      if (record === undefined) return;
      if (isHeader(record)) {
        // Two journals of one run may have been put together by hand; those of two runs must not.
        const other = headerOf(record, at);
        if (other.digest !== first.digest) throw mixed(at);
        return;
      }
      take(text, record, at);
    } catch (error) {
      if (error instanceof MixedError) throw error.caseError;
      damages.add(`${at} is damaged; its turn will be asked again (${reasonOf(error)})`);
    }
  });
  return {
    take: lines.take,
    end: () => {
      const { torn, lines: count, validBytes } = lines.end();
      const at = `${where}:${count + 1}`;
      const lacksLineFeed = torn.length > 0 && takeTorn(torn, at);
      if (torn.length > 0 && !lacksLineFeed) {
        if (first === null) refuseOtherFile(torn, { where, thing: "journal", start: HEADER_START });
        damages.add(`${at} is torn (no line feed at its end); its turn will be asked again`);
      }
      return {
        head: first?.head ?? null,
        entries,
        untold,
        validBytes: validBytes + (lacksLineFeed ? torn.length : 0),
        lacksLineFeed,
        warnings: damages.list(),
      };
    },
  };
}

interface Header {
  readonly head: JournalHead;
  readonly digest: string;
  /** Whether every line carries a checksum. */
  readonly isChecked: boolean;
}

/** Carries an error that must not be taken for a damaged line. */
class MixedError extends Error {
  constructor(readonly caseError: CaseError) {
    super(caseError.message);
  }
}

function mixed(at: string): MixedError {
  return new MixedError(
    new CaseError({
      where: at,
      thing: "journal",
      field: null,
      expected: "turns of the run named in the first line",
      received: "the header of another run",
    }),
  );
}

function readHeader(
  bytes: Uint8Array,
  { at, decoder }: { readonly at: string; readonly decoder: TextDecoder },
): Header {
  const refuse = (received: string, cause?: unknown) =>
    new CaseError({
      where: at,
      thing: "journal",
      field: null,
      expected: "the first line of a journal; move the file away to start afresh",
      received,
      ...(cause === undefined ? {} : { cause }),
    });
  let record: unknown;
  try {
    ({ record } = parseLine(bytes, decoder));
  } catch (cause) {
    throw refuse("damaged", cause);
  }
  if (record === undefined) throw refuse("a blank line");
  return headerOf(record, at);
}

function headerOf(record: unknown, at: string): Header {
  const read = new FieldReader(record, { where: at, thing: "journal" });
  read.oneOf("schema", [JOURNAL_SCHEMA]);
  const stored = read.object("manifest");
  const manifest = Object.fromEntries(
    (stored?.fields() ?? []).map((name) => [name, stored?.value(name)]),
  );
  return {
    head: {
      manifest,
      runId: read.text("run_id") ?? "unknown",
      startedAt: read.text("started_at") ?? "unknown",
    },
    digest: manifestSha256(manifest),
    isChecked: read.text("line_check") === LINE_CHECK,
  };
}

function readEntry(record: unknown, where: string): JournalEntry {
  const read = new FieldReader(record, { where, thing: "journal line" });
  return {
    caseId: read.required("case_id", read.text("case_id")),
    trial: read.number("trial") ?? 1,
    turn: wholeTurnFromRecord(record, where),
  };
}

/** Case ids and served models recur in every line: one copy of each is kept. */
function sharedTexts(): (entry: JournalEntry) => JournalEntry {
  const known = new Map<string, string>();
  const one = (text: string): string => {
    const found = known.get(text);
    if (found !== undefined) return found;
    known.set(text, text);
    return text;
  };
  return ({ caseId, trial, turn }) => ({
    caseId: one(caseId),
    trial,
    turn: {
      ...turn,
      items: turn.items.map(one),
      reply: turn.reply === null || turn.reply.servedModel === null
        ? turn.reply
        : { ...turn.reply, servedModel: one(turn.reply.servedModel) },
    },
  });
}
