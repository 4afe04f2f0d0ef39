import { describeValue } from "../parse/describe_value.ts";
import { isRecord } from "../parse/is_record.ts";

/** A value that is stored otherwise than it is recomputed. */
export interface DeepDifference {
  /** Dotted path. */
  readonly field: string;
  /** As stored, shortened. */
  readonly stored: string;
  /** As recomputed, shortened. */
  readonly recomputed: string;
}

/** Every place in which the stored value differs from the recomputed one. Fields that are only stored are passed over. */
export function deepDifferences(
  stored: unknown,
  recomputed: unknown,
  options: { readonly path?: string; readonly needsAll?: boolean } = {},
): readonly DeepDifference[] {
  const { path = "", needsAll = true } = options;
  const below = (name: string) => (path === "" ? name : `${path}.${name}`);
  if (isRecord(stored) && isRecord(recomputed)) {
    return Object.keys(recomputed).flatMap((name) =>
      Object.hasOwn(stored, name)
        ? deepDifferences(stored[name], recomputed[name], { path: below(name), needsAll })
        // An unknown value may be written as null or left out.
        : needsAll && recomputed[name] !== undefined && recomputed[name] !== null
        ? [difference(below(name), undefined, recomputed[name])]
        : []
    );
  }
  if (
    Array.isArray(stored) && Array.isArray(recomputed) && stored.length === recomputed.length
  ) {
    return stored.flatMap((value: unknown, n) =>
      deepDifferences(value, recomputed[n], { path: `${path}[${n}]`, needsAll })
    );
  }
  return isSame(stored, recomputed) ? [] : [difference(path, stored, recomputed)];
}

function difference(field: string, stored: unknown, recomputed: unknown): DeepDifference {
  return { field, stored: describeValue(stored), recomputed: describeValue(recomputed) };
}

function isSame(left: unknown, right: unknown): boolean {
  return left === right || (typeof left === "number" && left === Number(right));
}
