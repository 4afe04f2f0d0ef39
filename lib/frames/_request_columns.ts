import type { ImageRecord, Turn } from "../types.ts";
import type { CaseRow } from "./_case_rows.ts";
import type { Column } from "./column.ts";
import { IDENTITY_COLUMNS } from "./_identity_columns.ts";

/** A call, or the calls that were repeated until one was good: what a row of `requestsFrame` reads from. */
export interface RequestRow extends CaseRow {
  /** The turn that was asked; null for a judgement. */
  readonly turn: Turn | null;
  /** The judgement as the result file keeps it, and its criterion; null for a turn. */
  readonly judged: {
    /** Id of the criterion. */
    readonly item: string;
    /** Fields of the verdict. */
    readonly verdict: Readonly<Record<string, unknown>>;
  } | null;
}

type Read = (row: RequestRow) => unknown;

const ofVerdict = (name: string, isKind: (value: unknown) => boolean): Read => ({ judged }) => {
  const value = judged?.verdict[name];
  return isKind(value) ? value : null;
};
const isSent = ({ delivery }: ImageRecord): boolean =>
  delivery === "sent" || delivery === "resized";
/** A resized image has the size of what went in its place; without a record of that it is unknown. */
const sentBytes = ({ delivery, bytes, sent }: ImageRecord): number | null =>
  delivery === "resized" ? sent?.bytes ?? null : bytes;
const isText = (value: unknown): boolean => typeof value === "string";
const isWhole = (value: unknown): boolean => Number.isSafeInteger(value);

/** From the turn, else from the verdict where it keeps the same fact. */
const either = (ofTurn: (turn: Turn) => unknown, verdict: Read = () => null): Read => (row) =>
  row.turn === null ? verdict(row) : ofTurn(row.turn) ?? null;

const text = (name: string, description: string, read: Read): Column<RequestRow> => ({
  name,
  type: "string",
  description,
  read,
});
const whole = (name: string, description: string, read: Read): Column<RequestRow> => ({
  ...text(name, description, read),
  type: "integer",
});
const number = (name: string, description: string, read: Read): Column<RequestRow> => ({
  ...text(name, description, read),
  type: "number",
});

/** Every column of `requestsFrame`, in order. */
export const REQUEST_COLUMNS: readonly Column<RequestRow>[] = [
  ...IDENTITY_COLUMNS,
  text(
    "purpose",
    "answer: the model under test; judge: a judgement of its answer",
    ({ turn }) => turn === null ? "judge" : "answer",
  ),
  text(
    "asked",
    "Model asked: the one under test, or the judge; null when unknown",
    (row) => row.turn === null ? ofVerdict("judge", isText)(row) : row.run.model,
  ),
  whole(
    "turn",
    "Turn of the conversation, from 0; null for a judgement",
    either(({ index }) => index),
  ),
  {
    name: "items",
    type: "strings",
    description: "Questions or criteria the request serves",
    read: ({ turn, judged }) => [...(turn?.items ?? (judged === null ? [] : [judged.item]))],
  },
  whole(
    "repeat",
    "Which judgement of this judge on this criterion, from 1; null for a turn",
    ofVerdict("repeat", isWhole),
  ),
  text(
    "outcome",
    "answered, or failed: how the last attempt ended; for a judgement also unreadable; null when unknown",
    either(({ error }) => error === null ? "answered" : "failed", (row) => {
      const status = ofVerdict("status", isText)(row);
      return status === "read" ? "answered" : status;
    }),
  ),
  text(
    "error_kind",
    "Why it failed; null when it did not or the file does not say",
    either(
      ({ error }) => error?.kind,
    ),
  ),
  whole(
    "status",
    "HTTP status of the failed call; null when none came, when it did not fail, or unknown",
    either(({ error }) => error?.status),
  ),
  {
    ...text(
      "error",
      "What the endpoint or the judge's reading said; null when nothing failed",
      either(
        ({ error }) => error?.message,
        ofVerdict("reason", isText),
      ),
    ),
    isCaseText: true,
  },
  whole(
    "attempts",
    "Calls made until it ended so; null when unknown",
    either(
      ({ attempts }) => attempts,
      ofVerdict("attempts", isWhole),
    ),
  ),
  number(
    "ms",
    "Wall time of the last attempt, milliseconds; null when unknown, as for judgements",
    either(({ ms }) => ms),
  ),
  whole(
    "input_tokens",
    "Prompt tokens as reported; null when not",
    either(
      ({ reply }) => reply?.usage.inputTokens,
      ofVerdict("input_tokens", isWhole),
    ),
  ),
  whole(
    "output_tokens",
    "Completion tokens as reported; null when not",
    either(
      ({ reply }) => reply?.usage.outputTokens,
      ofVerdict("output_tokens", isWhole),
    ),
  ),
  whole(
    "reasoning_tokens",
    "Of these spent on reasoning; null when not reported",
    either(
      ({ reply }) => reply?.usage.reasoningTokens,
    ),
  ),
  whole(
    "cached_tokens",
    "Prompt tokens read from a cache; null when not reported",
    either(
      ({ reply }) => reply?.usage.cachedTokens,
    ),
  ),
  number(
    "cost_usd",
    "Price, US dollars; null when no price is known",
    either(({ costUsd }) => costUsd, ofVerdict("cost_usd", Number.isFinite)),
  ),
  whole(
    "images",
    "Images the request was to add; null for a judgement",
    either(
      ({ images }) => images.length,
    ),
  ),
  whole(
    "images_sent",
    "Of these sent, made smaller or not; null for a judgement",
    either(({ images }) => images.filter(isSent).length),
  ),
  whole(
    "image_bytes",
    "Size of the images as they were sent, bytes; null when none was or it is unknown",
    either(
      ({ images }) => {
        const sizes = images.filter(isSent).map(sentBytes);
        return sizes.length === 0 || sizes.includes(null)
          ? null
          : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
      },
    ),
  ),
  text(
    "finish_reason",
    "Why the model stopped, as the endpoint words it; null when unknown",
    either(
      ({ reply }) => reply?.finishReason,
    ),
  ),
  text(
    "served_model",
    "Model the endpoint says it served; null when it does not say",
    either(
      ({ reply }) => reply?.servedModel,
      ofVerdict("served_model", isText),
    ),
  ),
  text(
    "request_id",
    "The endpoint's id of the request; null when it gives none",
    either(
      ({ reply }) => reply?.requestId,
    ),
  ),
  text(
    "prompt_sha256",
    "Digest of the messages sent; null when unknown",
    either(
      ({ promptSha256 }) => promptSha256,
    ),
  ),
];
