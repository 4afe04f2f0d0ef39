import type ts from "typescript";

/** A text file of the tree, or one code cell of a notebook. */
export interface TreeFile {
  /** Path relative to the root, with `/`; a notebook's cell is `notebooks/x.ipynb#cell3`. */
  readonly path: string;
  /** The text as it stands in the file. */
  readonly text: string;
  /** Syntax tree of TypeScript; null for every other text. */
  readonly syntax: ts.SourceFile | null;
}
