import type { Turn } from "../types.ts";
import { FieldReader } from "../parse/field_reader.ts";
import { turnFromRecord } from "./turn_from_record.ts";

/**
 * Reads a turn stored in full; the inverse of `wholeTurnToRecord`. Throws a `CaseError` for a field of the wrong kind.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { wholeTurnFromRecord } from "@rounds/rounds";
 *
 * assert.throws(() => wholeTurnFromRecord({ content: "A" }, "a.jsonl:2"), /"turn" is missing/);
 * ```
 */
export function wholeTurnFromRecord(record: unknown, where: string): Turn {
  const read = new FieldReader(record, { where, thing: "stored turn" });
  return turnFromRecord(record, {
    index: read.required("turn", read.number("turn")),
    items: (read.list("items") ?? []).filter((item) => typeof item === "string"),
    content: read.text("content"),
    where,
  });
}
