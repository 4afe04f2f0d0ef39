import { dirname } from "node:path";
import { cellText, visible } from "./_cell_text.ts";
import type { Frame } from "./frame.ts";
import {
  COLUMNS_SCHEMA,
  columnsOf,
  columnsPath,
  type FileColumn,
  formatOf,
} from "./_frame_file.ts";

/** A frame that was written. */
export interface SavedFrame {
  /** Path of the file. */
  readonly path: string;
  /** By the end of its name. */
  readonly format: "parquet" | "csv" | "jsonl";
  /** Rows written. */
  readonly rows: number;
  /** What reads back otherwise than it was: only CSV, where a text held control characters or marks that reorder text. */
  readonly changed: readonly {
    /** Name of the column. */
    readonly column: string;
    /** Cells in which such characters became U+FFFD. */
    readonly cells: number;
  }[];
}

/** Rows of a text file put together before they are written. */
const CHUNK = 2000;
/** C1 controls and marks that reorder text: JSON leaves them as they are, and terminals obey them. */
const UNSAFE = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * Writes any frame to a file, whole or not at all, from which `readFrame` makes it again: Parquet (`.parquet`), CSV (`.csv`)
 * or JSON Lines (`.jsonl`).
 *
 * Parquet keeps every type. Text files hold texts, numbers, booleans, moments (ISO 8601, UTC) and lists of texts (as JSON);
 * what each column holds is written beside them, in `<path>.columns.json`; a missing value is an empty cell, the empty text
 * `""`. A CSV file is safe in spreadsheets: a text that would run as a formula has an apostrophe in front, which reading takes
 * away. Folders are made. Control characters and marks that reorder text become U+FFFD in CSV; `changed` says how many cells did.
 *
 * Throws a RangeError for another ending, a TypeError for a column that a text file cannot hold.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { questionsFrame, readFrame, saveFrame } from "@rounds/rounds";
 *
 * const path = `${await Deno.makeTempDir()}/questions.csv`;
 * const questions = questionsFrame([]);
 * assert.equal((await saveFrame(questions, path)).rows, 0);
 * assert.deepEqual((await readFrame(path)).schema, questions.schema);
 * ```
 */
export async function saveFrame(frame: Frame, path: string): Promise<SavedFrame> {
  const format = formatOf(path);
  const part = `${path}.part`;
  await Deno.mkdir(dirname(path), { recursive: true });
  const saved = { path, format, rows: frame.height, changed: [] };
  try {
    if (format === "parquet") {
      // Touched first, so that an unwritable place is told by its name.
      await Deno.writeFile(part, new Uint8Array());
      frame.writeParquet(part);
      await Deno.rename(part, path);
      return saved;
    }
    const columns = textColumns(frame, path);
    await writeText(part, format === "csv" ? csvChunks(frame) : jsonChunks(frame));
    const description = { schema: COLUMNS_SCHEMA, columns };
    await Deno.writeTextFile(columnsPath(path), `${JSON.stringify(description, null, 2)}\n`);
    await Deno.rename(part, path);
    return format === "csv" ? { ...saved, changed: changedTexts(frame, columns) } : saved;
  } finally {
    await Deno.remove(part).catch(() => {});
  }
}

/** The columns of a text file, once it is known that it can hold them. */
function textColumns(frame: Frame, path: string): readonly FileColumn[] {
  return columnsOf(frame).map(({ name, type, stored }) => {
    const unfit = type === "number" || type === "integer"
      ? frame.getColumn(name).toArray().find((value) =>
        value !== null && !(type === "number" ? Number.isFinite : Number.isSafeInteger)(value)
      )
      : undefined;
    if (type !== null && unfit === undefined) return { name, type };
    throw new TypeError(
      `Cannot write ${path}: column "${name}" ${
        unfit === undefined ? `is ${stored}` : `holds ${unfit}`
      }, which only a .parquet file keeps`,
    );
  });
}

async function writeText(path: string, chunks: Iterable<string>): Promise<void> {
  using file = await Deno.create(path);
  const encoder = new TextEncoder();
  for (const chunk of chunks) {
    const bytes = encoder.encode(chunk);
    for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
  }
}

function* csvChunks(frame: Frame): Generator<string> {
  const values = frame.columns.map((name) => frame.getColumn(name).toArray());
  yield `${frame.columns.map(cellText).join(",")}\n`;
  yield* chunked(
    frame.height,
    (row) => `${values.map((list) => cellText(list[row])).join(",")}\n`,
  );
}

function* jsonChunks(frame: Frame): Generator<string> {
  const values = frame.columns.map((name) => ({
    key: JSON.stringify(name),
    list: frame.getColumn(name).toArray(),
  }));
  yield* chunked(frame.height, (row) => {
    const fields = values.map(({ key, list }) => `${key}:${jsonText(list[row])}`);
    return `{${fields.join(",")}}\n`.replace(
      UNSAFE,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  });
}

function jsonText(value: unknown): string {
  return Object.is(value, -0) ? "-0" : JSON.stringify(value ?? null);
}

function* chunked(height: number, line: (row: number) => string): Generator<string> {
  for (let from = 0; from < height; from += CHUNK) {
    const rows = Math.min(CHUNK, height - from);
    yield Array.from({ length: rows }, (_, n) => line(from + n)).join("");
  }
}

function changedTexts(
  frame: Frame,
  columns: readonly FileColumn[],
): SavedFrame["changed"] {
  return columns.filter(({ type }) => type === "string" || type === "strings").map(({ name }) => ({
    column: name,
    cells:
      frame.getColumn(name).toArray().filter((value) =>
        [value].flat().some((text) => typeof text === "string" && visible(text) !== text)
      ).length,
  })).filter(({ cells }) => cells > 0);
}
