import { crc32 } from "node:zlib";
import { CaseError } from "../parse/case_error.ts";
import { describeValue } from "../parse/describe_value.ts";
import { FieldReader } from "../parse/field_reader.ts";
import { parseJson } from "../parse/parse_json.ts";
import {
  JOURNAL_SCHEMA,
  type JournalContent,
  type JournalEntry,
  type JournalHead,
  LINE_CHECK,
} from "./journal_format.ts";
import { manifestSha256 } from "./manifest_sha256.ts";
import { wholeTurnFromRecord } from "./whole_turn_from_record.ts";

/** Warnings told one by one; of more only the number. */
const MOST_WARNINGS = 20;

/** Deeper lines are no turns of ours. */
const MOST_DEPTH = 100;

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
  const warnings: string[] = [];
  const shared = sharedTexts();
  let first: Header | null = null;
  let warned = 0;
  let line = 0;
  let validBytes = 0;
  let held: Uint8Array[] = [];
  let heldBytes = 0;

  const warn = (warning: string) => {
    if (++warned <= MOST_WARNINGS) warnings.push(warning);
  };
  const readLine = (bytes: Uint8Array) => {
    line++;
    const at = `${where}:${line}`;
    if (first === null) {
      first = readHeader(bytes, { at, decoder });
      return;
    }
    try {
      const text = decodeLine(bytes, decoder);
      if (text.trim() === "") return;
      const record = parseJson(text, { maxDepth: MOST_DEPTH });
      if (isHeader(record)) {
        // Two journals of one run may have been put together by hand; those of two runs must not.
        const other = headerOf(record, at);
        if (other.digest !== first.digest) throw mixed(at);
        return;
      }
      if (first.isChecked) checkLine(text);
      entries.push(shared(readEntry(record, at)));
    } catch (error) {
      if (error instanceof MixedError) throw error.caseError;
      const why = error instanceof Error ? error.message : String(error);
      warn(`${at} is damaged; its turn will be asked again (${why})`);
    }
  };
  const joined = (last: Uint8Array): Uint8Array => {
    if (held.length === 0) return last;
    const all = new Uint8Array(heldBytes + last.length);
    let at = 0;
    for (const piece of [...held, last]) {
      all.set(piece, at);
      at += piece.length;
    }
    held = [];
    heldBytes = 0;
    return all;
  };
  return {
    take: (bytes) => {
      let start = 0;
      for (let feed = bytes.indexOf(0x0a); feed >= 0; feed = bytes.indexOf(0x0a, start)) {
        const whole = joined(bytes.subarray(start, feed));
        validBytes += whole.length + 1;
        readLine(whole);
        start = feed + 1;
      }
      if (start === bytes.length) return;
      held.push(bytes.slice(start));
      heldBytes += bytes.length - start;
    },
    end: () => {
      const torn = joined(new Uint8Array());
      if (torn.length > 0) {
        if (first === null) refuseOtherFile(torn, where);
        warn(
          `${where}:${line + 1} is torn (no line feed at its end); its turn will be asked again`,
        );
      }
      if (warned > MOST_WARNINGS) {
        warnings.push(`${where}: ${warned - MOST_WARNINGS} further lines are damaged`);
      }
      return { head: first?.head ?? null, entries, validBytes, warnings };
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
  let record: unknown;
  try {
    record = parseJson(decodeLine(bytes, decoder), { maxDepth: MOST_DEPTH });
  } catch (cause) {
    throw new CaseError({
      where: at,
      thing: "journal",
      field: null,
      expected: "the first line of a journal; move the file away to start afresh",
      received: "damaged",
      cause,
    });
  }
  return headerOf(record, at);
}

function isHeader(record: unknown): boolean {
  return typeof record === "object" && record !== null && Object.hasOwn(record, "schema");
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

/** A file system that lost its last write may leave zeros before a line that was appended later. */
function decodeLine(bytes: Uint8Array, decoder: TextDecoder): string {
  let start = 0;
  while (bytes[start] === 0) start++;
  if (start > 0 && start === bytes.length) throw new SyntaxError("nothing but zero bytes");
  return decoder.decode(bytes.subarray(start));
}

function checkLine(text: string): void {
  const found = /,"crc32":"([0-9a-f]{8})"\}\s*$/.exec(text);
  if (found === null) throw new SyntaxError("its checksum is missing");
  const sum = crc32(`${text.slice(0, found.index)}}`).toString(16).padStart(8, "0");
  if (sum !== found[1]) throw new SyntaxError("its checksum does not match");
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

/** A first line without its end is a header torn at its writing, or some other file that must not be written over. */
function refuseOtherFile(torn: Uint8Array, where: string): void {
  const text = new TextDecoder().decode(torn.subarray(0, 200)).replaceAll("\0", "");
  if (HEADER_START.startsWith(text) || text.startsWith(HEADER_START)) return;
  throw new CaseError({
    where: `${where}:1`,
    thing: "journal",
    field: null,
    expected: "a journal; move the file away to start afresh",
    received: describeValue(text),
  });
}
