import type { Delivery, FoundImage } from "../types.ts";

/** Why an image is not sent, and what is known of it. */
export interface Refusal {
  readonly delivery: Delivery;
  readonly reason: string;
  readonly url?: string;
  readonly mediaType?: string | null;
  readonly bytes?: number;
}

/** An image that is not sent. */
export function refuse(file: string, refusal: Refusal): FoundImage {
  const { delivery, reason, url = null, mediaType = null, bytes = null } = refusal;
  const unread = { sha256: null, width: null, height: null };
  return { record: { source: file, delivery, bytes, mediaType, ...unread }, url, reason };
}
