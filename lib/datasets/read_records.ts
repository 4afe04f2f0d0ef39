import { basename } from "node:path";
import { CaseError } from "../parse/case_error.ts";
import { parseJson } from "../parse/parse_json.ts";
import { jsonErrorOffset } from "./_files/json_error_offset.ts";

/** One record of a dataset file, or why it could not be read. */
export interface ReadRecord {
  /** File name and line (or position in an array), e.g. `demo.jsonl:12`. */
  readonly where: string;
  /** 1-based line, or position in a JSON array. */
  readonly line: number;
  /** The parsed JSON; undefined when `error` says why there is none. */
  readonly value: unknown;
  /** Null when the record is JSON. */
  readonly error: CaseError | null;
}

/**
 * Reads the records of a JSON Lines file (blank lines ignored; CRLF and a byte order mark tolerated) or of a file
 * holding one JSON array. A line that is not UTF-8 or not JSON is yielded with its error. Throws when the file cannot be read.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readRecords } from "@rounds/rounds";
 *
 * const path = await Deno.makeTempFile({ suffix: ".jsonl" });
 * await Deno.writeTextFile(path, '{"pmc":"1"}\r\n\n{"pmc":"2"}');
 * const records = await Array.fromAsync(readRecords(path));
 * assert.deepEqual(records.map(({ line, value }) => [line, value]), [
 *   [1, { pmc: "1" }],
 *   [3, { pmc: "2" }],
 * ]);
 * await Deno.remove(path);
 * ```
 */
export async function* readRecords(path: string): AsyncGenerator<ReadRecord, void, void> {
  const bytes = await Deno.readFile(path);
  const file = basename(path);
  if (firstCharacter(bytes) === 0x5b) yield* readArray(bytes, file);
  else yield* readLines(bytes, file);
}

/** First byte that is neither a byte order mark nor white space. */
function firstCharacter(bytes: Uint8Array): number | undefined {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return byte;
  }
  return undefined;
}

function* readLines(bytes: Uint8Array, file: string): Generator<ReadRecord> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed < 0 ? bytes.length : feed;
    const where = `${file}:${line}`;
    let text: string | null = null;
    try {
      text = decoder.decode(bytes.subarray(start, end));
    } catch (cause) {
      yield unreadable({ where, line, received: "not UTF-8 text", cause });
    }
    if (text !== null && text.trim() !== "") yield readLine(text, { where, line });
    start = end + 1;
  }
}

function readLine(
  text: string,
  at: { readonly where: string; readonly line: number },
): ReadRecord {
  try {
    return { ...at, value: parseJson(text), error: null };
  } catch (cause) {
    if (cause instanceof RangeError) return unreadable({ ...at, received: tooDeep(cause), cause });
    const offset = jsonErrorOffset(text) ?? text.length;
    return unreadable({ ...at, received: brokenJson(text, offset), cause });
  }
}

function* readArray(bytes: Uint8Array, file: string): Generator<ReadRecord> {
  const expected = "one JSON array of objects";
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    yield unreadable({ where: file, line: 1, received: "not UTF-8 text", expected, cause });
    return;
  }
  let values: readonly unknown[];
  try {
    values = [parseJson(text)].flat();
  } catch (cause) {
    if (cause instanceof RangeError) {
      yield unreadable({ where: file, line: 1, received: tooDeep(cause), expected, cause });
      return;
    }
    const offset = jsonErrorOffset(text) ?? text.length;
    const before = text.slice(0, offset).split("\n");
    const line = before.length;
    const received = brokenJson(text.split("\n")[line - 1] ?? "", before.at(-1)?.length ?? 0);
    yield unreadable({ where: `${file}:${line}`, line, received, expected, cause });
    return;
  }
  for (const [index, value] of values.entries()) {
    yield { where: `${file}:${index + 1}`, line: index + 1, value, error: null };
  }
}

/** `it is nested deeper …`, as the rest of a sentence. */
function tooDeep({ message }: RangeError): string {
  return message.replace(/^it is /, "");
}

/** E.g. `no JSON at column 9 (…"pmc": ▸nil…)`; the mark stands before the first character that does not fit. */
function brokenJson(text: string, offset: number): string {
  if (offset >= text.trimEnd().length) return `no JSON: it ends too early, at column ${offset + 1}`;
  const before = text.slice(Math.max(0, offset - 20), offset);
  const after = text.slice(offset, offset + 20);
  const head = offset > 20 ? "…" : "";
  const tail = text.length > offset + 20 ? "…" : "";
  return `no JSON from column ${offset + 1} on: ${
    JSON.stringify(`${head}${before}▸${after}${tail}`)
  }`;
}

function unreadable(
  problem: {
    readonly where: string;
    readonly line: number;
    readonly received: string;
    readonly cause: unknown;
    readonly expected?: string;
  },
): ReadRecord {
  const { where, line, received, cause, expected = "one JSON object a line" } = problem;
  return {
    where,
    line,
    value: undefined,
    error: new CaseError({ where, field: null, expected, received, cause }),
  };
}
