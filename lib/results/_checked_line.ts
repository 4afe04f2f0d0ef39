import { crc32 } from "node:zlib";
import { parseJson } from "../parse/parse_json.ts";
import { safeJson } from "../parse/safe_json.ts";

/** Deeper lines are none of ours. */
const MOST_DEPTH = 100;

/** A record as one line with its checksum and its line feed. */
export function checkedLine(record: Readonly<Record<string, unknown>>): string {
  const line = safeJson(record);
  const sum = crc32(line).toString(16).padStart(8, "0");
  return `${line.slice(0, -1)},"crc32":"${sum}"}\n`;
}

/** A line's text and the record it holds. */
export interface ParsedLine {
  /** Without zeros in front. */
  readonly text: string;
  /** Undefined for a blank line. */
  readonly record: unknown;
}

/** Parses a line. Throws a SyntaxError or RangeError for a damaged one. */
export function parseLine(bytes: Uint8Array, decoder: TextDecoder): ParsedLine {
  const text = decodeLine(bytes, decoder);
  return {
    text,
    record: text.trim() === "" ? undefined : parseJson(text, { maxDepth: MOST_DEPTH }),
  };
}

/** Throws a SyntaxError when a line is not as it was written. */
export function checkLine(text: string): void {
  const found = /,"crc32":"([0-9a-f]{8})"\}\s*$/.exec(text);
  if (found === null) throw new SyntaxError("its checksum is missing");
  const sum = crc32(`${text.slice(0, found.index)}}`).toString(16).padStart(8, "0");
  if (sum !== found[1]) throw new SyntaxError("its checksum does not match");
}

/** Whether a record is a header, also in the middle of a file put together by hand. */
export function isHeader(record: unknown): boolean {
  return typeof record === "object" && record !== null && Object.hasOwn(record, "schema");
}

/** A file system that lost its last write may leave zeros before a line that was appended later. */
function decodeLine(bytes: Uint8Array, decoder: TextDecoder): string {
  let start = 0;
  while (bytes[start] === 0) start++;
  if (start > 0 && start === bytes.length) throw new SyntaxError("nothing but zero bytes");
  return decoder.decode(bytes.subarray(start));
}
