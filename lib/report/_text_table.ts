/** Which columns stand to the left; numbers stand to the right. */
export interface TextTableOptions {
  /** Indices of columns that hold words. */
  readonly texts: readonly number[];
}

/** A longer cell loses its middle: names differ at their ends, and no terminal is wider. */
const LONGEST = 48;

/** A cell short enough for a column. */
export function shortCell(cell: string): string {
  const letters = [...cell];
  if (letters.length <= LONGEST) return cell;
  return `${letters.slice(0, LONGEST - 20).join("")}…${letters.slice(-19).join("")}`;
}

/** Lines of a table for the terminal, indented by two, columns as wide as their widest cell; long cells are shortened. */
export function textTable(
  given: readonly (readonly string[])[],
  { texts }: TextTableOptions,
): readonly string[] {
  const rows = given.map((row) => row.map(shortCell));
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
