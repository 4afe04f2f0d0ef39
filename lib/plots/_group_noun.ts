const NOUNS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  label: ["modality", "modality groups"],
  stage: ["stage", "stages"],
  level1: ["chapter", "chapters"],
  level2: ["disease group", "disease groups"],
  month: ["month", "months"],
  language: ["language", "languages"],
  theme: ["theme", "themes"],
};

/**
 * What a reader calls the groups of a column: `modality` for `label`, `chapter` for `level1`, else the column's own name.
 */
export function groupNoun(by: string, options: { readonly count: number }): string {
  const [one, many] = NOUNS[by] ?? [by, "groups"];
  return options.count === 1 ? one : many;
}
