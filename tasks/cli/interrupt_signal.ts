/** One press of Ctrl-C may come as several signals: from the terminal, from `deno task`, from a package runner. */
const ONE_PRESS_MS = 1000;

/**
 * A signal that aborts on Ctrl-C or SIGTERM; a second press ends the process at once. `end` takes the listeners away.
 */
export function interruptSignal(): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  let first = 0;
  const listener = () => {
    if (controller.signal.aborted) {
      if (performance.now() - first > ONE_PRESS_MS) Deno.exit(130);
      return;
    }
    first = performance.now();
    controller.abort(new DOMException("Interrupted", "AbortError"));
  };
  Deno.addSignalListener("SIGINT", listener);
  Deno.addSignalListener("SIGTERM", listener);
  return {
    signal: controller.signal,
    end: () => {
      Deno.removeSignalListener("SIGINT", listener);
      Deno.removeSignalListener("SIGTERM", listener);
    },
  };
}
