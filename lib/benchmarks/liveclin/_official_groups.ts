type Fields = Readonly<Record<string, unknown>>;

/** The groups of a case as the reference evaluator's summary names them. */
export interface OfficialGroups {
  /** Name in `by_rarity`. */
  readonly rarity: string;
  /** Name in `by_chapter`. */
  readonly level1: string;
  /** Name in `by_subcategory`, within the chapter. */
  readonly level2: string;
}

/**
 * Where the reference evaluator counts a case: a field is missing only when its key is absent, an empty one is a group named
 * "", a null `level1` a group "null" (as JSON writes such a key), a null `rarity` the group "none" (as Python words it).
 */
export function officialGroups(record: Fields): OfficialGroups {
  return {
    rarity: field(record, "rarity", { absent: "unknown", null: "none" }).toLowerCase(),
    level1: field(record, "level1", { absent: "Unknown", null: "null" }),
    level2: field(record, "level2", { absent: "Unknown", null: "null" }),
  };
}

/**
 * These groups as tags, `official_rarity` and so on, where they are not the tags themselves: a tag is null where nothing is
 * known, and the summary has a group for that too.
 */
export function officialTags(
  record: Fields,
  tags: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string>> {
  const { rarity, level1, level2 } = officialGroups(record);
  return {
    ...(tags["rarity"] === rarity ? {} : { official_rarity: rarity }),
    ...(tags["level1"] === level1 ? {} : { official_level1: level1 }),
    ...(tags["level2"] === level2 ? {} : { official_level2: level2 }),
  };
}

function field(
  entry: Fields,
  name: string,
  words: { readonly absent: string; readonly null: string },
): string {
  const value = entry[name];
  if (value === undefined) return words.absent;
  if (value === null) return words.null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
