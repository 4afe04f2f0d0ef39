import type { Run } from "../types.ts";

/**
 * The condition a run was made under (`full`, `no_image`, …); null when its file does not say.
 */
export function conditionOf(run: Pick<Run, "manifest">): string | null {
  return run.manifest?.identity["condition"] ?? null;
}
