/** Which columns stand to the left; numbers stand to the right. */
export interface TextTableOptions {
  /** Indices of columns that hold words. */
  readonly texts: readonly number[];
}

/** Lines of a table for the terminal, indented by two, columns as wide as their widest cell. */
export function textTable(
  rows: readonly (readonly string[])[],
  { texts }: TextTableOptions,
): readonly string[] {
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => [...row[column] ?? ""].length))) ??
      [];
  return rows.map((row) =>
    `  ${
      row.map((cell, column) => {
        const width = widths[column] ?? 0;
        return texts.includes(column) ? cell.padEnd(width) : cell.padStart(width);
      }).join("  ")
    }`.trimEnd()
  );
}
