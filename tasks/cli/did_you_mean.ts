import { nearestNames } from "../../mod.ts";

/** `; did you mean position?` for a mistyped name, and nothing where no known name is near. */
export function didYouMean(name: string, names: Iterable<string>): string {
  const near = nearestNames(name, names, { count: 2 });
  return near.length === 0 ? "" : `; did you mean ${near.join(" or ")}?`;
}
