import { interruptState } from "./_live/interrupt_state.ts";
import { type Jupyter, jupyter } from "./jupyter.ts";
import { say } from "./_live/say.ts";

/** Options of `armInterrupt`, for tests. */
export interface ArmInterruptOptions {
  /** The kernel; the one this code runs in unless told. */
  readonly jupyter?: Jupyter | null;
  /** Listens for the interrupt signal. */
  readonly listen?: (handler: () => void) => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
}

/**
 * Makes the stop button of a notebook interrupt `interruptible` work instead of ending the kernel and losing everything it
 * holds. True inside a kernel (calling it again changes nothing); outside one it does nothing and gives false, so that
 * Ctrl-C keeps its meaning in a terminal.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { armInterrupt } from "@rounds/rounds";
 *
 * assert.equal(armInterrupt(), false);
 * ```
 */
export function armInterrupt(options: ArmInterruptOptions = {}): boolean {
  const kernel = options.jupyter === undefined ? jupyter() : options.jupyter;
  if (kernel === null) return false;
  if (interruptState.signalArmed) return true;
  interruptState.signalArmed = true;
  const { now = () => performance.now() } = options;
  let last = -Infinity;
  const listen = options.listen ?? ((handler) => Deno.addSignalListener("SIGINT", handler));
  listen(() => {
    // One press may come as several signals, from the front end and from a terminal.
    if (now() - last < 100) return;
    last = now();
    const listeners = [...interruptState.running];
    for (const listener of listeners) listener();
    if (listeners.length > 0) return;
    say(
      kernel,
      "Interrupt: nothing that can be interrupted is running. " +
        "A cell stops early only for work inside interruptible().",
    );
  });
  return true;
}
