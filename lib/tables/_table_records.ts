import type { Frame } from "../frames/frame.ts";

/** A row of any table. */
export type TableRecord = Readonly<Record<string, unknown>>;

/** The rows of a frame or of a list of rows. */
export function tableRecords(table: Frame | readonly object[]): readonly TableRecord[] {
  return isList(table) ? table.map((row) => ({ ...row })) : table.toRecords();
}

/** Not by asking for `toRecords`: a Polars frame answers `in` for its columns only. */
export function isList(table: Frame | object): table is readonly object[] {
  return Array.isArray(table);
}

/** Ids of everything a row rests on, by what they are for; several stand in one cell where a table ranks. */
export function rowMethods(row: TableRecord): {
  readonly estimate: readonly string[];
  readonly test: readonly string[];
  readonly adjust: readonly string[];
} {
  const read = (name: string): readonly string[] => {
    const value = row[name];
    return typeof value === "string" && value !== "" ? value.split(", ") : [];
  };
  const isTested = typeof row["p_adj"] === "number";
  return {
    estimate: [
      ...["method", "rank_method", "simultaneous"].flatMap(read),
      ...(typeof row["lo_simultaneous"] === "number" ? ["bonferroni-limits"] : []),
    ],
    test: read("test"),
    adjust: isTested ? read("adjust") : [],
  };
}
