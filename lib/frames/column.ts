/** What a column holds. Every type may also be null, which means missing. */
export type ColumnType =
  /** Text. */
  | "string"
  /** A whole number within ±(2⁵³ - 1). */
  | "integer"
  /** A finite number. */
  | "number"
  /** True or false. */
  | "boolean"
  /** A moment, milliseconds, UTC. */
  | "datetime"
  /** A list of texts. */
  | "strings";

/** A column as documentation shows it. */
export interface ColumnDescription {
  /** Name in the frame. */
  readonly name: string;
  /** What it holds. */
  readonly type: ColumnType;
  /** One line: what it means, with its unit. */
  readonly description: string;
}

/** A declared column: what it is, and where a row keeps it. */
export interface Column<Row> extends ColumnDescription {
  /** Takes the value out of a row; null when unknown. */
  readonly read: (row: Row) => unknown;
  /** What the value depends on alone, e.g. the run of a row: read once for neighbouring rows with the same. Absent means the row. */
  readonly of?: (row: Row) => object;
  /** It may repeat what a case, a model or an endpoint said: null for private runs. Absent for what cannot. */
  readonly isCaseText?: true;
}

/** A declared frame: its name, its columns, and how an error message names one of its rows. */
export interface FrameDefinition<Row> {
  /** For messages, e.g. `questions`. */
  readonly name: string;
  /** In display order, names unique. */
  readonly columns: readonly Column<Row>[];
  /** Names a row in messages, e.g. `run a1 case demo-3 item q2`. */
  readonly describeRow: (row: Row) => string;
}
