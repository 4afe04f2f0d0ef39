/** Warnings told one by one; of more only the number. */
const MOST_WARNINGS = 20;

/** What was passed over in a file. */
export interface DamageList {
  /** Takes one more. */
  readonly add: (warning: string) => void;
  /** All, or the first and how many more there are. */
  readonly list: () => readonly string[];
}

/** Collects warnings about a file, of which there may be one a line. */
export function damageList(where: string): DamageList {
  const told: string[] = [];
  let count = 0;
  return {
    add: (warning) => {
      if (++count <= MOST_WARNINGS) told.push(warning);
    },
    list: () =>
      count <= MOST_WARNINGS
        ? told
        : [...told, `${where}: ${count - MOST_WARNINGS} further lines are damaged`],
  };
}

/** The words of whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
