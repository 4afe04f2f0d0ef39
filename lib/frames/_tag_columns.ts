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

/** What is longer is no name of a group but a text. */
const LONGEST_NAME = 80;

/**
 * Declares one text column for every tag that occurs, in order of first appearance.
 */
export function tagColumns<Row>(
  occurring: Iterable<Tags>,
  options: TagColumnsOptions<Row>,
): Column<Row>[] {
  const { tags, taken, covered, prefix, owner } = options;
  const names = new Set<string>();
  const wordy = new Set(["criterion"]);
  for (const entry of occurring) {
    for (const name in entry) {
      if (covered.includes(name)) continue;
      names.add(name);
      const value = entry[name] ?? null;
      if (value !== null && value.length > LONGEST_NAME) wordy.add(name);
    }
  }
  return [...names].map((name) => ({
    name: taken.includes(name) ? `${prefix}${name}` : name,
    type: "string",
    description: `Tag "${name}" of ${owner}, as the dataset words it; null when unknown`,
    ...(wordy.has(name) ? { isCaseText: true as const } : {}),
    read: (row) => tags(row)[name] ?? null,
  }));
}
