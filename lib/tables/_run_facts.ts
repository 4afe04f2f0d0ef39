import type { Frame } from "../frames/frame.ts";
import { cell } from "./_group_rows.ts";

/** What two runs must share before their scores may be compared; null where the frame does not say. */
export interface RunFacts {
  /** Name of the run, for messages. */
  readonly run: string;
  /** What is compared, by name; digests in full. */
  readonly facts: Readonly<Record<string, string | null>>;
}

/** Columns that must agree. */
const COLUMNS = ["benchmark", "dataset", "dataset_sha256", "condition"];

/** Reads what a run's comparability rests on from one of its rows. */
export function runFacts(
  frame: Frame,
  options: { readonly run: string; readonly row: number },
): RunFacts {
  const read = (name: string): string | null => {
    const value = cell(frame, { name, row: options.row });
    return typeof value === "string" ? value : null;
  };
  const protocol = read("protocol");
  return {
    run: options.run,
    facts: {
      ...Object.fromEntries(COLUMNS.map((name) => [name, read(name)])),
      ...(protocol === null ? { protocol: null } : protocolFacts(protocol)),
    },
  };
}

function protocolFacts(text: string): Readonly<Record<string, string>> {
  const parsed: unknown = JSON.parse(text);
  return Object.fromEntries(
    Object.entries(Object(parsed)).map(([name, value]) => [
      name,
      String(value),
    ]),
  );
}

/** How two runs differ, and what nobody knows of them. */
export interface FactDifferences {
  /** One text a difference, e.g. `dataset (2025_H1 | 2025_H2)`. */
  readonly differ: readonly string[];
  /** One text a thing that one side does not say. */
  readonly unknown: readonly string[];
}

/** What makes two runs unlike. */
export function factDifferences(a: RunFacts, b: RunFacts): FactDifferences {
  const names = [...new Set([...Object.keys(a.facts), ...Object.keys(b.facts)])];
  const differ: string[] = [];
  const silent = new Map<string, string[]>();
  // A run that says nothing of its protocol says nothing of each part of it.
  const isSilent = (side: RunFacts): boolean => side.facts["protocol"] === null;
  for (const name of names) {
    const [left = null, right = null] = [a.facts[name], b.facts[name]];
    if (left !== null && right !== null) {
      if (left !== right) {
        differ.push(`${name.replaceAll("_", " ")} (${shorten(left)} | ${shorten(right)})`);
      }
      continue;
    }
    // Where both say how they were made and neither names a condition, their benchmark has none.
    const hasNone = name === "condition" && left === null && right === null;
    if (hasNone && !isSilent(a) && !isSilent(b)) continue;
    for (const [side, value] of [[a, left], [b, right]] as const) {
      const isPart = isSilent(side) && !(name in side.facts);
      if (value !== null || isPart) continue;
      silent.set(side.run, [...silent.get(side.run) ?? [], name.replaceAll("_", " ")]);
    }
  }
  return {
    differ,
    unknown: [...silent].map(([run, what]) => `${run} does not say its ${what.join(", ")}`),
  };
}

/** Digests are told apart by their first digits. */
function shorten(text: string): string {
  return /^[0-9a-f]{40,}$/.test(text) ? text.slice(0, 12) : text;
}
