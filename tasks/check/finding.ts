/** One thing a check found: where, and what to do about it. */
export interface Finding {
  /** Path relative to the root of the tree; a notebook's cell is `notebooks/x.ipynb#cell3`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** What is wrong, and what to do. */
  readonly message: string;
}
