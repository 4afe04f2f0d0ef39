import type { ErrorKind, ImageRecord } from "../types.ts";

/** Why a call may have failed. */
export const ERROR_KINDS: readonly ErrorKind[] = [
  "auth",
  "unknown_model",
  "bad_request",
  "context_too_long",
  "content_filter",
  "image_refused",
  "rate_limited",
  "server",
  "timeout",
  "connection",
  "bad_body",
  "empty_reply",
  "aborted",
  "unknown",
];

/** What may have become of an image. */
export const DELIVERIES: readonly ImageRecord["delivery"][] = [
  "sent",
  "resized",
  "missing",
  "outside_root",
  "unreadable",
  "not_an_image",
  "too_large",
  "no_caption_prefix",
  "withheld",
];
