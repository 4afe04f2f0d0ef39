import v8 from "node:v8";
import vm from "node:vm";

/** So many bytes of bodies with images may wait for the collector. */
const MOST_BYTES = 128_000_000;

let waiting = 0;
let collect: (() => void) | undefined;

/**
 * Said of every body with images before it is built. The engine sees small objects and lets hundreds of megabytes behind them
 * wait: a long run's memory would swing by more than it uses. So it is told to look, once every so many bytes.
 */
export function collectBodies(bytes: number): void {
  waiting += bytes;
  if (waiting < MOST_BYTES) return;
  waiting = 0;
  collect ??= collector();
  collect();
}

function collector(): () => void {
  v8.setFlagsFromString("--expose-gc");
  const found: unknown = vm.runInNewContext("gc");
  return typeof found === "function" ? () => void found() : () => {};
}
