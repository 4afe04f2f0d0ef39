/** Fields that tell when and how often something was asked, not what came of it. */
const OF_THE_PASSAGE: ReadonlySet<string> = new Set([
  ...["started_at", "finished_at", "run_id", "ms", "attempts", "request_id"],
  // The servers compared listen on different ports.
  ...["api_base", "origin", "judges", "manifest_sha256"],
  ...["limiter"],
]);

/** A result file's JSON without times, attempts, request ids, run id and port. */
export function comparableFile(text: string): string {
  return JSON.stringify(
    JSON.parse(text, (key, value: unknown) => OF_THE_PASSAGE.has(key) ? undefined : value),
  );
}
