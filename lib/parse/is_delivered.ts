import type { ImageRecord } from "../types.ts";

/**
 * Whether an image was part of the request, as it is or resized.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { isDelivered } from "@rounds/rounds";
 *
 * assert.ok(isDelivered({ delivery: "resized" }));
 * assert.ok(!isDelivered({ delivery: "missing" }));
 * ```
 */
export function isDelivered({ delivery }: Pick<ImageRecord, "delivery">): boolean {
  return delivery === "sent" || delivery === "resized";
}
