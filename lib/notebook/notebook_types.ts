/**
 * The notebook file format (nbformat 4) as this room uses it. Field names are the format's own; fields it does not know are kept.
 *
 * @module
 */

/** Representations of one output by media type; text is one string. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** Text a cell printed. */
export interface StreamOutput {
  /** Kind of output. */
  readonly output_type: "stream";
  /** The stream it was printed to. */
  readonly name: "stdout" | "stderr";
  /** The text, control characters included. */
  readonly text: string;
}

/** Something a cell displayed. */
export interface DisplayOutput {
  /** Kind of output. */
  readonly output_type: "display_data";
  /** Representations by media type. */
  readonly data: MimeBundle;
  /** Further facts, kept as they are. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** The value of a cell's last expression. */
export interface ResultOutput {
  /** Kind of output. */
  readonly output_type: "execute_result";
  /** The number in `[n]`; null before a run. */
  readonly execution_count: number | null;
  /** Representations by media type. */
  readonly data: MimeBundle;
  /** Further facts, kept as they are. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Why a cell failed. */
export interface ErrorOutput {
  /** Kind of output. */
  readonly output_type: "error";
  /** Name of the error. */
  readonly ename: string;
  /** Its message. */
  readonly evalue: string;
  /** Lines for display. */
  readonly traceback: readonly string[];
}

/** One output of a code cell. */
export type NotebookOutput = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput;

/** A cell of code with what it put out. */
export interface CodeCell {
  /** Kind of cell. */
  readonly cell_type: "code";
  /** The text of the cell. */
  readonly source: string;
  /** Further facts, kept as they are. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The number in `[n]`; null before a run. */
  readonly execution_count: number | null;
  /** In the order they came. */
  readonly outputs: readonly NotebookOutput[];
  /** Further fields, kept as they are. */
  readonly [field: string]: unknown;
}

/** A cell of text. */
export interface TextCell {
  /** Kind of cell. */
  readonly cell_type: "markdown" | "raw";
  /** The text of the cell. */
  readonly source: string;
  /** Further facts, kept as they are. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Further fields, kept as they are. */
  readonly [field: string]: unknown;
}

/** One cell of a notebook. */
export type NotebookCell = CodeCell | TextCell;

/** A notebook of format 4. */
export interface Notebook {
  /** In order. */
  readonly cells: readonly NotebookCell[];
  /** Further facts, kept as they are. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Major version of the format. */
  readonly nbformat: 4;
  /** Minor version of the format. */
  readonly nbformat_minor: number;
}

/** What is wrong with one cell. */
export interface CellProblem {
  /** Counted over code cells, from 1: the number in `[n]` after a clean run. Null when the whole notebook is meant. */
  readonly cell: number | null;
  /** 1-based line within the cell; null when the whole cell is meant. */
  readonly line: number | null;
  /** What went wrong. */
  readonly kind:
    /** The cell threw. */
    | "error"
    /** The cell did not finish in time. */
    | "timeout"
    /** The kernel ended. */
    | "kernel_died"
    /** An output was put out but cannot be shown where it belongs. */
    | "lost_output"
    /** The code cannot be parsed. */
    | "syntax"
    /** The type checker objects. */
    | "type"
    /** An output names a folder of this machine. */
    | "machine_path";
  /** One sentence. */
  readonly message: string;
}
