import type { Benchmark, Case } from "../types.ts";
import { isDelivered } from "../parse/is_delivered.ts";
import { firstRequest } from "./first_request.ts";

/** Most cases looked at closely. */
const LOOKED_AT = 24;

/**
 * The case whose first turn is heaviest: most images sent, then most bytes of images and text. Only the cases with the most
 * attachments on their first item are looked at closely.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { heaviestCase, liveclin } from "@rounds/rounds";
 *
 * assert.equal(await heaviestCase([], liveclin({ imageMode: "url" })), null);
 * ```
 */
export async function heaviestCase<C extends Case>(
  cases: readonly C[],
  benchmark: Benchmark<C>,
): Promise<C | null> {
  const attachments = (c: C) => c.items[0]?.labels.image?.length ?? 0;
  const candidates = cases.toSorted((a, b) => attachments(b) - attachments(a)).slice(0, LOOKED_AT);
  let heaviest: { readonly case: C; readonly images: number; readonly size: number } | null = null;
  for (const c of candidates) {
    const request = await firstRequest(c, benchmark);
    if (request === null) continue;
    const sent = request.images.filter(isDelivered);
    const bytes = sent.reduce((sum, image) => sum + (image.sent?.bytes ?? image.bytes ?? 0), 0);
    const size = bytes + JSON.stringify(request.messages).length;
    const heavier = heaviest === null || sent.length > heaviest.images ||
      (sent.length === heaviest.images && size > heaviest.size);
    if (heavier) heaviest = { case: c, images: sent.length, size };
  }
  return heaviest?.case ?? null;
}
