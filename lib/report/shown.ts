/** Something made readable: as the last value of a notebook cell it shows itself. */
export interface Shown {
  /** Inline styles only, everything escaped. */
  readonly html: string;
  /** The same for a terminal. */
  readonly text: string;
  /** What a notebook shows; the symbol is `Symbol.for("Jupyter.display")`. */
  readonly [display: symbol]: () => Readonly<Record<"text/html" | "text/plain", string>>;
}
