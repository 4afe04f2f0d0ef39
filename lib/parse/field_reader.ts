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
    return Object.hasOwn(this.#record, field) ? this.#record[field] : undefined;
  }

  /** Names of the fields there are. */
  fields(): readonly string[] {
    return Object.keys(this.#record);
  }

  /** A string, or null when absent. */
  text(field: string): string | null {
    return this.#read(field, "a string", (value): value is string => typeof value === "string");
  }

  /** A finite number, or null when absent. */
  number(field: string): number | null {
    return this.#read(field, "a number", (value): value is number => Number.isFinite(value));
  }

  /** True or false, or null when absent. */
  flag(field: string): boolean | null {
    return this.#read(
      field,
      "true or false",
      (value): value is boolean => typeof value === "boolean",
    );
  }

  /** A list, or null when absent. */
  list(field: string): readonly unknown[] | null {
    return this.#read(
      field,
      "a list",
      (value): value is readonly unknown[] => Array.isArray(value),
    );
  }

  /** A reader of an object, or null when absent. */
  object(field: string): FieldReader | null {
    const value = this.#read(field, "an object", isRecord);
    if (value === null) return null;
    return new FieldReader(value, { ...this.#options, path: this.#path(field) });
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

  /** An object of strings or nulls; empty when absent. */
  texts(field: string): Readonly<Record<string, string | null>> {
    const reader = this.object(field);
    if (reader === null) return {};
    return Object.fromEntries(reader.fields().map((name) => [name, reader.text(name)]));
  }

  /** An object of lists of strings; empty when absent. */
  textLists(field: string): Readonly<Record<string, readonly string[]>> {
    const reader = this.object(field);
    if (reader === null) return {};
    return Object.fromEntries(
      reader.fields().map((name) => {
        const list = reader.list(name) ?? [];
        const other = list.find((entry) => typeof entry !== "string");
        if (other !== undefined) throw reader.#error(name, "a list of strings", other);
        return [name, list.filter((entry) => typeof entry === "string")];
      }),
    );
  }

  #read<T>(field: string, expected: string, is: (value: unknown) => value is T): T | null {
    const value = this.value(field);
    if (value === undefined || value === null) return null;
    if (is(value)) return value;
    throw this.#error(field, expected, value);
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
