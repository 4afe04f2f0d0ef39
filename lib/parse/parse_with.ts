import * as v from "valibot";
import { CaseError } from "./case_error.ts";
import { describeValue } from "./describe_value.ts";

/**
 * Where a value stands and what it is called in an error.
 *
 * @internal
 */
export interface ParseWithOptions {
  /** File and line, e.g. `demo.jsonl:12`. */
  readonly where: string;
  /** Noun of the thing parsed; `case` unless told. */
  readonly thing?: string;
}

/**
 * Parses an unknown value with a Valibot schema, or throws a `CaseError` naming the first field that does not fit.
 *
 * @internal Its types are another package's.
 */
export function parseWith<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  options: ParseWithOptions,
): v.InferOutput<S> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw new CaseError({
    where: options.where,
    field: issue.path === undefined ? null : fieldPath(issue.path),
    expected: issue.expected ?? issue.message,
    received: describeValue(issue.input),
    ...(options.thing === undefined ? {} : { thing: options.thing }),
  });
}

function fieldPath(path: readonly { readonly key: unknown }[]): string {
  return path.map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("")
    .replace(/^\./, "");
}
