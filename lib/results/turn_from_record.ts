import type { CallFailure, ImageRecord, SentImage, Turn } from "../types.ts";
import { FieldReader } from "../parse/field_reader.ts";
import { splitReasoning } from "../parse/split_reasoning.ts";
import { DELIVERIES, ERROR_KINDS } from "./_turn_words.ts";
import { NO_USAGE } from "./turn_to_record.ts";

/** What stands beside a record: its place in the conversation and the reply's content. */
export interface TurnPlace {
  /** 0-based within the conversation. */
  readonly index: number;
  /** Ids of the items the turn serves. */
  readonly items: readonly string[];
  /** The reply's content; null when there was no reply. */
  readonly content: string | null;
  /** File and place, for messages. */
  readonly where: string;
}

/**
 * Reads a turn back from its stored form; the inverse of `turnToRecord`. Throws a `CaseError` for a field of the wrong kind.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { turnFromRecord } from "@rounds/rounds";
 *
 * const place = { index: 0, items: ["q1"], content: "A", where: "a.json" };
 * assert.equal(turnFromRecord({}, place).reply?.finishReason, null);
 * assert.throws(() => turnFromRecord({ ms: "fast" }, place), /"ms" is "fast", expected a number/);
 * ```
 */
export function turnFromRecord(record: unknown, place: TurnPlace): Turn {
  const read = new FieldReader(record, { where: place.where, thing: "stored turn" });
  const error = readFailure(read);
  const content = place.content ?? (error?.kind === "empty_reply" ? "" : null);
  const usage = read.object("usage");
  return {
    index: place.index,
    items: place.items,
    promptSha256: read.text("prompt_sha256"),
    images: readImages(read, place),
    reply: content === null ? null : {
      content,
      text: splitReasoning(content).text,
      reasoning: read.text("reasoning"),
      refusal: read.text("refusal"),
      finishReason: read.text("finish_reason"),
      usage: usage === null ? NO_USAGE : {
        inputTokens: usage.number("input_tokens"),
        outputTokens: usage.number("output_tokens"),
        reasoningTokens: usage.number("reasoning_tokens"),
        cachedTokens: usage.number("cached_tokens"),
      },
      requestId: read.text("request_id"),
      servedModel: read.text("served_model"),
    },
    error,
    ms: read.number("ms"),
    attempts: read.number("attempts"),
    costUsd: read.number("cost_usd"),
  };
}

function readFailure(read: FieldReader): CallFailure | null {
  const error = read.object("error");
  if (error === null) return null;
  return {
    kind: error.oneOf("kind", ERROR_KINDS),
    status: error.number("status"),
    message: error.text("message") ?? "",
  };
}

/** Most turns have none, and share the list. */
const NO_IMAGES: readonly ImageRecord[] = [];

function readImages(read: FieldReader, { where }: TurnPlace): readonly ImageRecord[] {
  const images = read.list("images") ?? NO_IMAGES;
  if (images.length === 0) return NO_IMAGES;
  return images.map((image, n) =>
    readImage(new FieldReader(image, { where: `${where} images[${n}]`, thing: "stored image" }))
  );
}

function readImage(read: FieldReader): ImageRecord {
  const sent = read.object("sent");
  return {
    source: read.text("source") ?? "",
    delivery: read.oneOf("delivery", DELIVERIES),
    sha256: read.text("sha256"),
    bytes: read.number("bytes"),
    mediaType: read.text("media_type"),
    width: read.number("width"),
    height: read.number("height"),
    ...(sent === null ? {} : { sent: readSent(sent) }),
  };
}

function readSent(read: FieldReader): SentImage {
  return {
    sha256: read.required("sha256", read.text("sha256")),
    bytes: read.required("bytes", read.number("bytes")),
    mediaType: read.required("media_type", read.text("media_type")),
    width: read.required("width", read.number("width")),
    height: read.required("height", read.number("height")),
  };
}
