import { setTimeout as delay } from "node:timers/promises";
import { type Jupyter, jupyter } from "./jupyter.ts";
import type { MimeBundle } from "./notebook_types.ts";

/** Options of one display. */
export interface DisplayOptions {
  /** Names the display, so that a later one can update it. */
  readonly displayId?: string;
  /** Replaces what the display of that name shows. */
  readonly update?: boolean;
  /** By media type, e.g. `{ "image/png": { width: 640, height: 400 } }` for a picture of twice that many pixels. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** The kernel; the one this code runs in unless told. */
  readonly jupyter?: Jupyter | null;
  /** Waits that many milliseconds; replaced in tests. */
  readonly wait?: (ms: number) => Promise<unknown>;
}

/**
 * Shows representations of one thing in the running cell and resolves to true; outside a kernel it does nothing and
 * resolves to false. Await it: the kernel reports a cell as done before its last outputs have left, and the short
 * wait at the end lets other tools than ours (`jupyter nbconvert --execute`) see them.
 *
 * Throws a TypeError when an update names no display, and a RangeError for more than 4,000,000 characters: the kernel of
 * Deno 2.9 mixes larger messages up with others, and a front end then drops them without a word.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { display } from "@rounds/rounds";
 *
 * const sent: string[] = [];
 * const jupyter = { broadcast: (type: string) => Promise.resolve(void sent.push(type)) };
 * assert.equal(await display({ "text/plain": "hello" }, { jupyter }), true);
 * assert.deepEqual(sent, ["display_data"]);
 * assert.equal(await display({ "text/plain": "hello" }), false);
 * ```
 */
export async function display(bundle: MimeBundle, options: DisplayOptions = {}): Promise<boolean> {
  const { displayId, update = false, metadata = {}, wait = delay } = options;
  const kernel = options.jupyter === undefined ? jupyter() : options.jupyter;
  if (update && displayId === undefined) {
    throw new TypeError("An update needs the displayId of the display it replaces");
  }
  if (kernel === null) return false;
  const characters = JSON.stringify(bundle).length;
  if (characters > MOST_CHARACTERS) {
    throw new RangeError(
      `The output has ${characters} characters, expected at most ${MOST_CHARACTERS}: ` +
        "show less, or save it to a file",
    );
  }
  // Broadcasting is the only way to send metadata: `Deno.jupyter.display` leaves it empty.
  await kernel.broadcast(update ? "update_display_data" : "display_data", {
    data: { ...bundle },
    metadata: { ...metadata },
    transient: displayId === undefined ? {} : { display_id: displayId },
  });
  await wait(SETTLE_MS);
  return true;
}

const MOST_CHARACTERS = 4_000_000;

/** With 20 ms none of 100 cells lost its output under nbconvert; without, 2 did. */
const SETTLE_MS = 20;
