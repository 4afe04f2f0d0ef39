import type { Manifest, Run } from "../types.ts";

/** Every row of a run asks for the same text. */
const known = new WeakMap<Manifest, string>();

/**
 * What two runs must share besides dataset and condition before they are compared, as JSON with sorted keys; null when
 * the file does not say.
 */
export function protocolOf({ manifest }: Pick<Run, "manifest">): string | null {
  if (manifest === null) return null;
  const text = known.get(manifest) ?? describe(manifest);
  known.set(manifest, text);
  return text;
}

function describe(manifest: Manifest): string {
  const options = Object.entries(manifest.identity)
    .filter(([name]) => name !== "condition")
    .toSorted(([a], [b]) => a < b ? -1 : 1);
  const judges = manifest.judges.length === 0 ? [] : [["judges", manifest.judges.join(" + ")]];
  return JSON.stringify(
    Object.fromEntries([
      ["benchmark_version", manifest.benchmark_version],
      ...options,
      ...judges,
    ]),
  );
}
