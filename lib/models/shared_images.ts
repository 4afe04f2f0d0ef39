import { type EncodedImages, encodedImages } from "./encoded_images.ts";

let shared: EncodedImages | undefined;

/**
 * The encoded images of this process, for every model that is given no others: up to 160 × 10⁶ bytes are kept.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { sharedImages } from "@rounds/rounds";
 *
 * assert.equal(sharedImages(), sharedImages());
 * assert.equal(sharedImages().record().keptBytes, 0);
 * ```
 */
export function sharedImages(): EncodedImages {
  return shared ??= encodedImages();
}
