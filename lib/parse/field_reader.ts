import { CaseError } from "./case_error.ts";
import { describeValue } from "./describe_value.ts";

/** Where a record stands and what it is called in an error. */
export interface FieldReaderOptions {
  /** File and place, e.g. `results/a.json cases[3]`. */
  readonly where: string;
  /** Noun of the thing read. */
  readonly thing: string;
  /** Path of this record within the thing; empty at the top. */
  readonly path?: string;
}

/**
 * Reads fields of an unknown record one at a time: an absent or null field is null, a field of the wrong kind a `CaseError`.
 * For our own files, where a schema pass over hundreds of thousands of fields would cost more than reading the JSON.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FieldReader } from "@rounds/rounds";
 *
 * const read = new FieldReader({ ms: 12, usage: { input: "x" } }, { where: "a.json", thing: "turn" });
 * assert.equal(read.number("ms"), 12);
 * assert.equal(read.text("absent"), null);
 * assert.throws(() => read.object("usage")?.number("input"), /"usage.input" is "x", expected a number/);
 * ```
 */
export class FieldReader {
  readonly #record: Readonly<Record<string, unknown>>;
  readonly #options: FieldReaderOptions;

  /** Throws a `CaseError` when the value is no object. */
  constructor(value: unknown, options: FieldReaderOptions) {
    this.#options = options;
    if (!isRecord(value)) throw this.#error(null, "an object", value);
    this.#record = value;
  }

  /** The value as it came; own fields only. */
  value(field: string): unknown {
    const value = this.#record[field];
    // What JSON cannot hold is inherited: looking there only costs half as much as looking twice.
    if (typeof value !== "function" && field !== "__proto__") return value;
    return Object.hasOwn(this.#record, field) ? value : undefined;
  }

  /** The record as it came. */
  record(): Readonly<Record<string, unknown>> {
    return this.#record;
  }

  /** Names of the fields there are. */
  fields(): readonly string[] {
    return Object.keys(this.#record);
  }

  /** A string, or null when absent. */
  text(field: string): string | null {
    const value = this.value(field);
    if (typeof value === "string") return value;
    if (value === undefined || value === null) return null;
    throw this.#error(field, "a string", value);
  }

  /** A finite number, or null when absent. */
  number(field: string): number | null {
    const value = this.value(field);
    if (typeof value === "number" && Number.isFinite(value)) return value;
    if (value === undefined || value === null) return null;
    throw this.#error(field, "a number", value);
  }

  /** True or false, or null when absent. */
  flag(field: string): boolean | null {
    const value = this.value(field);
    if (typeof value === "boolean") return value;
    if (value === undefined || value === null) return null;
    throw this.#error(field, "true or false", value);
  }

  /** A list, or null when absent. */
  list(field: string): readonly unknown[] | null {
    const value = this.value(field);
    if (Array.isArray(value)) return value;
    if (value === undefined || value === null) return null;
    throw this.#error(field, "a list", value);
  }

  /** A reader of an object, or null when absent. */
  object(field: string): FieldReader | null {
    const value = this.value(field);
    if (value === undefined || value === null) return null;
    const { where, thing } = this.#options;
    return new FieldReader(value, { where, thing, path: this.#path(field) });
  }

  /** The value just read of a field that must be there; a `CaseError` when it is null. */
  required<T>(field: string, value: T | null): T {
    if (value === null) throw this.#error(field, "to be there", this.value(field));
    return value;
  }

  /** One of the words listed; absent is an error. */
  oneOf<T extends string>(field: string, words: readonly T[]): T {
    const value = this.value(field);
    const found = words.find((word) => word === value);
    if (found === undefined) throw this.#error(field, `one of ${words.join(", ")}`, value);
    return found;
  }

  /** An object of strings or nulls as it came; empty when absent. */
  texts(field: string): Readonly<Record<string, string | null>> {
    const value = this.value(field);
    if (areTexts(value)) return value;
    const reader = this.object(field);
    // Reads what does not fit, for its error.
    for (const name of reader?.fields() ?? []) reader?.text(name);
    return {};
  }

  /** An object of lists of strings; empty when absent. */
  textLists(field: string): Readonly<Record<string, readonly string[]>> {
    const value = this.value(field);
    if (areTextLists(value)) return value;
    const reader = this.object(field);
    if (reader === null) return {};
    const lists: Record<string, readonly string[]> = {};
    for (const name of reader.fields()) {
      const list = reader.list(name) ?? [];
      const texts = list.filter((entry) => typeof entry === "string");
      if (texts.length < list.length) {
        const other = list.find((entry) => typeof entry !== "string");
        throw reader.#error(name, "a list of strings", other);
      }
      lists[name] = texts;
    }
    return lists;
  }

  #path(field: string): string {
    const { path = "" } = this.#options;
    return path === "" ? field : `${path}.${field}`;
  }

  #error(field: string | null, expected: string, value: unknown): CaseError {
    const { where, thing, path = "" } = this.#options;
    return new CaseError({
      where,
      thing,
      field: field === null ? (path === "" ? null : path) : this.#path(field),
      expected,
      received: describeValue(value),
    });
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function areTexts(value: unknown): value is Readonly<Record<string, string | null>> {
  if (!isRecord(value)) return false;
  for (const name in value) {
    const entry = value[name];
    if (typeof entry !== "string" && entry !== null) return false;
  }
  return true;
}

function areTextLists(value: unknown): value is Readonly<Record<string, readonly string[]>> {
  if (!isRecord(value)) return false;
  for (const name in value) {
    const list = value[name];
    if (!Array.isArray(list)) return false;
    for (const entry of list) if (typeof entry !== "string") return false;
  }
  return true;
}
