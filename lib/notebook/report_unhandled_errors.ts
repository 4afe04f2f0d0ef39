import { interruptState } from "./_live/interrupt_state.ts";
import { type Jupyter, jupyter } from "./jupyter.ts";
import { say } from "./_live/say.ts";

/** Options of `reportUnhandledErrors`, for tests. */
export interface ReportUnhandledErrorsOptions {
  /** The kernel; the one this code runs in unless told. */
  readonly jupyter?: Jupyter | null;
  /** Where errors nobody caught are announced; the global scope unless told. */
  readonly target?: EventTarget;
}

/**
 * Makes errors nobody caught visible in a notebook: a kernel says nothing about an unhandled rejection, and an error thrown
 * in a timer hangs the cell for half a minute. True inside a kernel; outside one it does nothing and gives false.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { reportUnhandledErrors } from "@rounds/rounds";
 *
 * assert.equal(reportUnhandledErrors(), false);
 * ```
 */
export function reportUnhandledErrors(options: ReportUnhandledErrorsOptions = {}): boolean {
  const { target = globalThis } = options;
  const kernel = options.jupyter === undefined ? jupyter() : options.jupyter;
  if (kernel === null) return false;
  if (interruptState.errorsArmed) return true;
  interruptState.errorsArmed = true;
  const report = (what: string, error: unknown) => say(kernel, `${what}: ${Deno.inspect(error)}`);
  target.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    report("Unhandled rejection", "reason" in event ? event.reason : event);
  });
  target.addEventListener("error", (event) => {
    event.preventDefault();
    report("Uncaught error", "error" in event ? event.error : event);
  });
  return true;
}
