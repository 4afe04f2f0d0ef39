import type { Turn } from "../types.ts";
import { turnToRecord } from "./turn_to_record.ts";

/**
 * A turn in full: its record with its place in the conversation and the reply's content. The journal stores these.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { wholeTurnFromRecord, wholeTurnToRecord } from "@rounds/rounds";
 *
 * const turn = {
 *   index: 2, items: ["q3"], promptSha256: "ab", images: [], reply: null,
 *   error: { kind: "server", status: 503, message: "busy" }, ms: 12, attempts: 5, costUsd: null,
 * } as const;
 * assert.deepEqual(wholeTurnFromRecord(wholeTurnToRecord(turn), "a.jsonl:2"), turn);
 * ```
 */
export function wholeTurnToRecord(turn: Turn): Readonly<Record<string, unknown>> {
  return {
    turn: turn.index,
    items: turn.items,
    content: turn.reply?.content ?? null,
    ...turnToRecord(turn),
  };
}
