import * as v from "valibot";
import type { NotebookOutput } from "../notebook_types.ts";

const lines = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((text) => [text].flat().join("")),
);
const fields = v.record(v.string(), v.unknown());
const metadata = v.optional(fields, {});
const data = v.pipe(
  fields,
  v.transform((bundle) =>
    Object.fromEntries(
      Object.entries(bundle).map(([mediaType, value]) => [
        mediaType,
        isJson(mediaType) || !v.is(lines, value) ? value : v.parse(lines, value),
      ]),
    )
  ),
);
const schema = v.variant("output_type", [
  v.object({
    output_type: v.literal("stream"),
    name: v.picklist(["stdout", "stderr"]),
    text: lines,
  }),
  v.object({ output_type: v.literal("display_data"), data, metadata }),
  v.object({
    output_type: v.literal("execute_result"),
    execution_count: v.optional(v.nullable(v.number()), null),
    data,
    metadata,
  }),
  v.object({
    output_type: v.literal("error"),
    ename: v.string(),
    evalue: v.string(),
    traceback: v.optional(v.array(v.string()), []),
  }),
]);

/**
 * Parses one output of a cell, from a file or a kernel; lists of lines become one string.
 *
 * Throws a SyntaxError that begins with `where` and names the field that does not fit.
 */
export function parseOutput(value: unknown, where: string): NotebookOutput {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const field = v.getDotPath(issue);
  throw new SyntaxError(
    `${where}: ${
      field === null ? "it" : `"${field}"`
    } is ${issue.received}, expected ${issue.expected}`,
  );
}

/** JSON media types hold objects or lists, which are no lines of text. */
function isJson(mediaType: string): boolean {
  return /[/+]json$/.test(mediaType);
}
