import type { Finding } from "./finding.ts";

/** What was measured before, and where. */
export interface Baseline {
  readonly schema: "rounds.bench/1";
  readonly deno: string;
  readonly platform: string;
  /** Ratios by the id of their finding. */
  readonly values: Readonly<Record<string, number>>;
}

/** A finding beside its baseline. */
export interface Comparison {
  readonly finding: Finding;
  /** Null when there is none. */
  readonly baseline: number | null;
  /** The finding's value over the baseline; null when either is unknown. */
  readonly ratio: number | null;
  /** `unknown`: this machine cannot measure it. `too much`: above the promise. `worse`: above the baseline's tolerance. */
  readonly verdict: "ok" | "unknown" | "too much" | "worse";
}

/** Holds findings against their promises and against the baseline. */
export function compareFindings(
  findings: readonly Finding[],
  baseline: Baseline | null,
): readonly Comparison[] {
  return findings.map((finding) => {
    const { id, value, atMost, tolerance } = finding;
    const before = baseline?.values[id] ?? null;
    const ratio = value === null || before === null ? null : value / before;
    const verdict = value === null
      ? "unknown"
      : atMost !== null && value > atMost
      ? "too much"
      : ratio !== null && ratio > 1 + tolerance
      ? "worse"
      : "ok";
    return { finding, baseline: before, ratio, verdict };
  });
}

/** The baseline with what was found now; what was not measured stays as it was. */
export function newBaseline(findings: readonly Finding[], before: Baseline | null): Baseline {
  const found = findings.flatMap(({ id, value }) =>
    value === null ? [] : [[id, Math.round(value * 1000) / 1000] as const]
  );
  return {
    schema: "rounds.bench/1",
    deno: Deno.version.deno,
    platform: `${Deno.build.os}-${Deno.build.arch}`,
    values: { ...before?.values, ...Object.fromEntries(found) },
  };
}

/** Reads a baseline; null when there is none. */
export async function readBaseline(path: string): Promise<Baseline | null> {
  try {
    const file = JSON.parse(await Deno.readTextFile(path));
    if (file?.schema === "rounds.bench/1") return file;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
  throw new SyntaxError(`${path} is no baseline: expected "schema" to be "rounds.bench/1"`);
}

/** One comparison as a line of text. */
export function comparisonLine({ finding, baseline, ratio, verdict }: Comparison): string {
  const { name, value, atMost, tolerance, detail } = finding;
  const promise = atMost === null ? "" : `at most ${atMost}, `;
  const against = baseline === null
    ? "no baseline"
    : `baseline ${baseline.toFixed(2)}${
      ratio === null ? "" : `, × ${ratio.toFixed(2)} of it, up to ${(1 + tolerance).toFixed(2)}`
    }`;
  return `${verdict.toUpperCase().padEnd(9)} ${
    (value?.toFixed(2) ?? "-").padStart(5)
  }  ${name} (${promise}${against}): ${detail}`;
}
