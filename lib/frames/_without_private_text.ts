import type { CaseRow } from "./_case_rows.ts";
import type { Column } from "./column.ts";

/** The columns, of which those that could repeat a text are null in the rows of private runs. */
export function withoutPrivateText<Row extends CaseRow>(
  columns: readonly Column<Row>[],
): readonly Column<Row>[] {
  return columns.map((column) =>
    column.isCaseText
      ? { ...column, read: (row: Row) => row.run.manifest?.private ? null : column.read(row) }
      : column
  );
}
