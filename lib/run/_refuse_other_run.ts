import { isLoopback } from "../parse/is_loopback.ts";
import { isRecord } from "../parse/is_record.ts";
import { manifestDifferences } from "../results/manifest_differences.ts";
import { SetUpError } from "./set_up_error.ts";

/** What a difference that does not speak for itself comes from. */
const MEANING: Readonly<Record<string, string>> = {
  cases_sha256:
    " (other cases are planned: --limit, --case, --shard or another data file; a pilot goes on with the plan it was drawn from)",
  dataset_sha256: " (the records file has other content)",
  origin: " (another server)",
  private: " (a run is private from its beginning to its end: --private)",
};

/**
 * Refuses to go on with another run's answers, by a `SetUpError` that names every difference. A local server that came back
 * on another port is no other run. Gives back where the earlier answers are from, when that is not where they come from now.
 */
export function refuseOtherRun(
  path: string,
  { before, now }: { readonly before: unknown; readonly now: unknown },
): readonly string[] {
  const differences = manifestDifferences(withoutPorts(before), withoutPorts(now));
  if (differences.length === 0) return earlierOrigins(before, now);
  const list = differences.map(({ field, before, now }) =>
    `  ${field}: ${before} before, ${now} now${MEANING[field] ?? ""}`
  );
  throw new SetUpError(
    `${path} was made by another run; resuming would mix the two:\n${
      list.join("\n")
    }\nUse the same settings, another --output, or --overwrite`,
  );
}

const SAME_MACHINE = "this machine";

/** A manifest in which all ports of this machine are alike. */
function withoutPorts(manifest: unknown): unknown {
  if (!isRecord(manifest)) return manifest;
  const { origin, judges, earlier_origins: _, ...rest } = manifest;
  return {
    ...rest,
    origin: typeof origin === "string" && isLoopback(origin) ? SAME_MACHINE : origin,
    judges: Array.isArray(judges) ? judges.map(withoutPort) : judges,
  };
}

/** A judge's line, `NAME at ORIGIN, prompt …`. */
function withoutPort(line: unknown): unknown {
  return typeof line !== "string" ? line : line.replace(
    / at (https?:\/\/[^\s,]+), /,
    (whole, origin: string) => isLoopback(origin) ? ` at ${SAME_MACHINE}, ` : whole,
  );
}

function earlierOrigins(before: unknown, now: unknown): readonly string[] {
  const { origin, earlier_origins: earlier } = Object(before);
  const all = [...(Array.isArray(earlier) ? earlier : []), origin];
  const current: unknown = Object(now).origin;
  return [...new Set(all)].filter((one) => typeof one === "string" && one !== current);
}
