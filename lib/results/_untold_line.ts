import type { Untold } from "../types.ts";
import { isRecord } from "../parse/is_record.ts";
import { FieldReader } from "../parse/field_reader.ts";
import { checkedLine } from "./_checked_line.ts";

/** No call at all. */
export const NOTHING_UNTOLD: Untold = { calls: 0, tokens: 0, cost_usd: 0 };

/**
 * What calls took of which no turn tells, as a line of a journal. Readers of before such lines take it for a turn of a trial
 * that no run has, and pass over it.
 */
export function untoldLine(untold: Untold): string {
  return checkedLine({ case_id: "untold", trial: 0, turn: 0, untold });
}

/** What such a line says; null for any other. Throws a `CaseError` for a field of the wrong kind. */
export function untoldOf(record: unknown, where: string): Untold | null {
  if (!isRecord(record) || !Object.hasOwn(record, "untold")) return null;
  const read = new FieldReader(record["untold"], { where, thing: "journal line" });
  return {
    calls: read.required("calls", read.number("calls")),
    tokens: read.required("tokens", read.number("tokens")),
    cost_usd: read.required("cost_usd", read.number("cost_usd")),
  };
}

/** Both together. */
export function addUntold(a: Untold, b: Untold): Untold {
  return {
    calls: a.calls + b.calls,
    tokens: a.tokens + b.tokens,
    cost_usd: a.cost_usd + b.cost_usd,
  };
}
