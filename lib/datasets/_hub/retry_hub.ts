import { retry } from "../../async/retry.ts";
import { DatasetError } from "../dataset_error.ts";
import { HubStatusError } from "./hub_status_error.ts";

/** How often a hub is asked again, and how the waiting is done. */
export interface RetryHubOptions {
  /** Attempts without any progress before giving up; 5 unless told. */
  readonly tries?: number;
  /** Ends a wait at once. */
  readonly signal?: AbortSignal;
  /** Waits; replaced in tests. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Bytes that have arrived so far: an attempt that added some does not count against `tries`. */
  readonly progress?: () => number;
  /** Told of each further attempt. */
  readonly onRetry?: (error: DatasetError, waitMs: number) => void;
}

const LONGEST_WAIT_MS = 30_000;
const LONGEST_RETRY_AFTER_MS = 300_000;

/**
 * Repeats work against a hub where that may help: after a failed connection, 408, 425, 429 and 5xx with growing waits
 * (or the time the hub asks for, up to 5 minutes), and once at once after content that does not match its checksum.
 * Once the signal has aborted its reason is thrown.
 */
export async function retryHub<T>(
  work: (attempt: number) => Promise<T>,
  options: RetryHubOptions = {},
): Promise<T> {
  const { tries = 5, signal, wait, progress = () => 0, onRetry } = options;
  let fruitless = 0;
  let mismatches = 0;
  let seen = progress();
  const waitFor = (error: unknown): number | null => {
    if (!(error instanceof DatasetError) || signal?.aborted) return null;
    if (error.kind === "checksum") return ++mismatches < 2 ? 0 : null;
    if (error.kind !== "network") return null;
    const now = progress();
    fruitless = now > seen ? 1 : fruitless + 1;
    seen = now;
    if (fruitless >= tries) return null;
    const asked = error instanceof HubStatusError ? error.retryAfterMs : null;
    if (asked !== null) return asked <= LONGEST_RETRY_AFTER_MS ? asked : null;
    return Math.min(LONGEST_WAIT_MS, 500 * 2 ** (fruitless - 1));
  };
  try {
    return await retry(work, {
      decide: (error) => {
        const waitMs = waitFor(error);
        if (waitMs === null) return "give_up";
        if (error instanceof DatasetError) onRetry?.(error, waitMs);
        return { waitMs };
      },
      ...(signal === undefined ? {} : { signal }),
      ...(wait === undefined ? {} : { wait }),
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
