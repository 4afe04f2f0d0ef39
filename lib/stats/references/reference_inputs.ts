/** Frames by name, as a reference file holds them: columns under `data`. */
export type ReferenceFixtures = Readonly<Record<string, unknown>>;

/**
 * Typed access to the inputs of a reference case. Everything throws a TypeError when an input has another kind.
 *
 * @internal
 */
export interface ReferenceInputs {
  /** Whether an input is there. */
  has(name: string): boolean;
  /** The first of these inputs that is there, as it is; undefined when none is. */
  raw(...names: readonly string[]): unknown;
  /** A number, `"Infinity"` included. */
  number(name: string, fallback?: number): number;
  /** One number or a list of them, as a list. */
  numbers(name: string): number[];
  /** A list of numbers and nulls. */
  observations(name: string): (number | null)[];
  /** A list of lists of numbers. */
  matrix(name: string): number[][];
  /** A list of lists of numbers and nulls. */
  observationMatrix(name: string): (number | null)[][];
  /** A text. */
  text(name: string, fallback?: string): string;
  /** A list of texts or numbers, as they are. */
  names(name: string): (string | number)[];
  /** A column of the frame, or one given beside it. */
  column(name: string): unknown[];
  /** Results for an input that may be one number or a list: as many as were asked for. */
  alike<T>(name: string, results: readonly T[]): readonly T[] | T | null;
  /** Whether the inputs' text matches. */
  mentions(pattern: RegExp): boolean;
  /** All inputs as they are. */
  readonly given: Readonly<Record<string, unknown>>;
  /** The frame's columns; empty without a frame. */
  readonly frame: Readonly<Record<string, unknown>>;
}

/**
 * Typed access to the inputs of one reference case and to the frame they name.
 *
 * @internal
 */
export function referenceInputs(inputs: unknown, fixtures: ReferenceFixtures): ReferenceInputs {
  const given = withLevel(isRecord(inputs) ? inputs : {});
  const name = given["frame"];
  const fixture = typeof name === "string" ? fixtures[name] : undefined;
  if (name !== undefined && fixture === undefined) {
    throw new RangeError(`frame is ${JSON.stringify(name)}, expected one of the file's fixtures`);
  }
  const data = isRecord(fixture) ? fixture["data"] : undefined;
  const frame = isRecord(data) ? data : {};
  const need = (key: string): unknown => {
    if (given[key] === undefined) throw new TypeError(`input "${key}" is missing`);
    return given[key];
  };
  const list = (key: string): unknown[] => toList(need(key), key);
  const column = (key: string): unknown[] => toList(given[key] ?? frame[key], key);
  return {
    given,
    frame,
    has: (key) => given[key] !== undefined,
    raw: (...keys) => keys.map((key) => given[key]).find((value) => value !== undefined),
    number: (key, fallback) =>
      given[key] === undefined && fallback !== undefined ? fallback : toNumber(need(key), key),
    numbers: (key) => {
      const value = need(key);
      return Array.isArray(value) ? value.map((one) => toNumber(one, key)) : [toNumber(value, key)];
    },
    observations: (key) => list(key).map((one) => toObservation(one, key)),
    matrix: (key) => list(key).map((row) => toList(row, key).map((one) => toNumber(one, key))),
    observationMatrix: (key) =>
      list(key).map((row) => toList(row, key).map((one) => toObservation(one, key))),
    text: (key, fallback) => {
      const value = given[key] ?? fallback;
      if (typeof value !== "string") throw new TypeError(`input "${key}" is not a text`);
      return value;
    },
    names: (key) => column(key).map((one) => toName(one, key)),
    column,
    alike: (key, results) => (Array.isArray(given[key]) ? results : (results[0] ?? null)),
    mentions: (pattern) => pattern.test(JSON.stringify(given)),
  };
}

/** A level said by another name, under its own. */
function withLevel(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { alpha } = given;
  const level = given["level"] ?? given["confidence"] ?? given["conf_level"] ??
    (typeof alpha === "number" ? 1 - alpha : undefined);
  return level === undefined ? given : { ...given, level };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function toList(value: unknown, key: string): unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`input "${key}" is not a list`);
  return value;
}

function toNumber(value: unknown, key: string): number {
  if (value === "Infinity") return Infinity;
  if (value === "-Infinity") return -Infinity;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "number") {
    throw new TypeError(`input "${key}" holds ${JSON.stringify(value)}, expected a number`);
  }
  return value;
}

function toObservation(value: unknown, key: string): number | null {
  return value === null ? null : toNumber(value, key);
}

function toName(value: unknown, key: string): string | number {
  if (typeof value === "string" || typeof value === "number") return value;
  throw new TypeError(`input "${key}" holds ${JSON.stringify(value)}, expected a name`);
}
