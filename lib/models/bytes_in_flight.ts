import { type ByteBudget, byteBudget } from "../async/byte_budget.ts";

/** How many bytes request bodies may take. */
export interface BytesInFlightOptions {
  /** Bytes of bodies that are built or sent at once; replaces what was set before. 256 × 10⁶ until told. */
  readonly maxBytes?: number;
}

const DEFAULT_BYTES = 256_000_000;
let shared: ByteBudget | undefined;

/**
 * The one budget of bytes in this process for bodies being built or sent, to every endpoint: the memory is the same, whoever
 * they are for. A body that is larger than the whole budget goes alone; one of up to 64 KiB never waits.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { bytesInFlight } from "@rounds/rounds";
 *
 * const budget = bytesInFlight({ maxBytes: 128_000_000 });
 * assert.equal(bytesInFlight(), budget);
 * assert.equal(budget.watch()().max_bytes, 128_000_000);
 * bytesInFlight({ maxBytes: 256_000_000 });
 * ```
 */
export function bytesInFlight({ maxBytes }: BytesInFlightOptions = {}): ByteBudget {
  if (shared === undefined) shared = byteBudget({ maxBytes: maxBytes ?? DEFAULT_BYTES });
  else if (maxBytes !== undefined) shared.adjust(maxBytes);
  return shared;
}
