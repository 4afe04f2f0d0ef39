import type { CaseRow } from "./_case_rows.ts";
import type { Column, ColumnDescription } from "./column.ts";
import { CASE_TAG_COLUMNS } from "./_identity_columns.ts";
import { tagColumns } from "./_tag_columns.ts";

/**
 * One column for every tag of these cases that has none among the declared columns.
 */
export function furtherCaseTags(
  cases: readonly CaseRow[],
  declared: readonly ColumnDescription[],
): Column<CaseRow>[] {
  return tagColumns(cases.map(({ result }) => result.case.tags), {
    tags: ({ result }) => result.case.tags,
    taken: declared.map((column) => column.name),
    covered: CASE_TAG_COLUMNS.map((column) => column.name),
    prefix: "case_",
    owner: "the case",
  });
}
