/** The part of `Deno.jupyter` that outputs need. */
export interface Jupyter {
  /** Publishes a message of the Jupyter protocol on the output channel; what it gives back means nothing. */
  broadcast(type: string, content: Record<string, unknown>): unknown;
}

/**
 * The kernel this code runs in, or null outside one: reading `Deno.jupyter` there throws.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { jupyter } from "@rounds/rounds";
 *
 * assert.equal(jupyter(), null);
 * ```
 */
export function jupyter(): Jupyter | null {
  try {
    return Deno.jupyter;
  } catch {
    return null;
  }
}
