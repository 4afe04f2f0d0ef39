import type { CallFailure, ImageRecord, Turn, Usage } from "../types.ts";

/** A turn as our files store it: the journal with `content`, the result file without (it stands in the official field). */
export interface TurnRecord {
  /** Digest of the request's messages; null when unknown. */
  readonly prompt_sha256: string | null;
  /** How the answer ended, in the endpoint's words. */
  readonly finish_reason: string | null;
  /** Tokens as reported. */
  readonly usage: {
    readonly input_tokens: number | null;
    readonly output_tokens: number | null;
    readonly reasoning_tokens: number | null;
    readonly cached_tokens: number | null;
  };
  /** US dollars; null when no price is known. */
  readonly cost_usd: number | null;
  /** Wall milliseconds of the last call. */
  readonly ms: number | null;
  /** Calls made. */
  readonly attempts: number | null;
  /** The endpoint's request id. */
  readonly request_id: string | null;
  /** The model the endpoint says it served. */
  readonly served_model: string | null;
  /** Reasoning apart from the answer. */
  readonly reasoning: string | null;
  /** The refusal field. */
  readonly refusal: string | null;
  /** Images the turn should have carried; never their content. */
  readonly images: readonly {
    readonly source: string;
    readonly sha256: string | null;
    readonly bytes: number | null;
    readonly media_type: string | null;
    readonly width: number | null;
    readonly height: number | null;
    readonly delivery: ImageRecord["delivery"];
    /** What was sent in place of a resized image; else absent. */
    readonly sent?: {
      readonly sha256: string;
      readonly bytes: number;
      readonly media_type: string;
      readonly width: number;
      readonly height: number;
    };
  }[];
  /** The failure; null when the turn was answered. */
  readonly error: CallFailure | null;
}

/** Usage where there is no reply, or the reply told none. */
export const NO_USAGE: Usage = {
  inputTokens: null,
  outputTokens: null,
  reasoningTokens: null,
  cachedTokens: null,
};

/**
 * A turn in the form our files store, without the reply's content.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { turnFromRecord, turnToRecord } from "@rounds/rounds";
 *
 * const turn = {
 *   index: 0, items: ["q1"], promptSha256: null, images: [], reply: null,
 *   error: { kind: "timeout", status: null, message: "no answer" }, ms: 12, attempts: 5, costUsd: null,
 * } as const;
 * const place = { index: 0, items: ["q1"], content: null, where: "a.json" };
 * assert.deepEqual(turnFromRecord(turnToRecord(turn), place), turn);
 * ```
 */
export function turnToRecord(turn: Turn): TurnRecord {
  const { reply } = turn;
  const usage = reply?.usage ?? NO_USAGE;
  return {
    prompt_sha256: turn.promptSha256,
    finish_reason: reply?.finishReason ?? null,
    usage: {
      input_tokens: usage.inputTokens,
      output_tokens: usage.outputTokens,
      reasoning_tokens: usage.reasoningTokens,
      cached_tokens: usage.cachedTokens,
    },
    cost_usd: turn.costUsd,
    ms: turn.ms,
    attempts: turn.attempts,
    request_id: reply?.requestId ?? null,
    served_model: reply?.servedModel ?? null,
    reasoning: reply?.reasoning ?? null,
    refusal: reply?.refusal ?? null,
    images: turn.images.map(imageToRecord),
    error: turn.error,
  };
}

function imageToRecord(image: ImageRecord): TurnRecord["images"][number] {
  const { source, sha256, bytes, mediaType, width, height, delivery, sent } = image;
  const record = { source, sha256, bytes, media_type: mediaType, width, height, delivery };
  if (sent === undefined) return record;
  const { mediaType: media_type, ...rest } = sent;
  return { ...record, sent: { ...rest, media_type } };
}
