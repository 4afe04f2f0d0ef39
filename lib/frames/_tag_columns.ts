import type { Column } from "./column.ts";

/** Single-valued attributes of a case or a question; unknown is null. */
export type Tags = Readonly<Record<string, string | null>>;

/** Where tags are read from and which names are taken. */
export interface TagColumnsOptions<Row> {
  /** The tags of a row. */
  readonly tags: (row: Row) => Tags;
  /** Names of columns already declared. */
  readonly taken: readonly string[];
  /** Tags that a declared column reads already. */
  readonly covered: readonly string[];
  /** Put before a tag's name where a declared column has that name for something else, e.g. `case_`. */
  readonly prefix: string;
  /** Whose tags they are, for the description, e.g. `the case`. */
  readonly owner: string;
}

/**
 * Declares one text column for every tag that occurs, in order of first appearance.
 */
export function tagColumns<Row>(
  occurring: readonly Tags[],
  options: TagColumnsOptions<Row>,
): Column<Row>[] {
  const { tags, taken, covered, prefix, owner } = options;
  const names = new Set(occurring.flatMap((entry) => Object.keys(entry)));
  return [...names].filter((name) => !covered.includes(name)).map((name) => ({
    name: taken.includes(name) ? `${prefix}${name}` : name,
    type: "string",
    description: `Tag "${name}" of ${owner}, as the dataset words it; null when unknown`,
    read: (row) => tags(row)[name] ?? null,
  }));
}
