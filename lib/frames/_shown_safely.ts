import { visible } from "./_cell_text.ts";
import type { Frame } from "./frame.ts";

/** What a terminal prints, by the runtime's console and by `String()`. */
const TEXTS = [Symbol.for("nodejs.util.inspect.custom"), "toString"] as const;
const DISPLAY = Symbol.for("Jupyter.display");

/**
 * The same frame, which a terminal and a notebook show without obeying what stands in its cells: the values stay as they
 * are. What Polars derives from it (`select`, `filter`, ...) is a frame of Polars' own; `showFrame` shows any frame so.
 */
export function shownSafely(frame: Frame): Frame {
  const replace = (key: string | symbol, show: (shown: unknown) => unknown) => {
    const own: unknown = Reflect.get(frame, key);
    if (typeof own !== "function") return;
    const value = () => show(Reflect.apply(own, frame, []));
    Object.defineProperty(frame, key, { value, enumerable: false, configurable: true });
  };
  for (const key of TEXTS) replace(key, clean);
  replace(DISPLAY, (bundle) =>
    Object.fromEntries(
      Object.entries(Object(bundle)).map(([type, shown]) => [type, clean(shown)]),
    ));
  return frame;
}

function clean(shown: unknown): unknown {
  return typeof shown === "string" ? visible(shown) : shown;
}
