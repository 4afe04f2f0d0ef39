import type { Frame } from "../frames/frame.ts";
import { cell } from "./_frame_cell.ts";

/** What two runs must share before their scores may be compared; null where the frame does not say. */
export interface RunFacts {
  /** Name of the run, for messages. */
  readonly run: string;
  /** What is compared, by name; digests in full. */
  readonly facts: Readonly<Record<string, string | null>>;
}

/** Columns that must agree. */
const COLUMNS = ["benchmark", "dataset", "dataset_sha256", "condition"] as const;

/** What a run, or one of its rows, says of itself. */
export type ToldFacts = Readonly<Record<typeof COLUMNS[number] | "protocol", string | null>>;

/** Reads what a run's comparability rests on from one of its rows. */
export function runFacts(
  frame: Frame,
  options: { readonly run: string; readonly row: number },
): RunFacts {
  const read = (name: string): string | null => {
    const value = cell(frame, { name, row: options.row });
    return typeof value === "string" ? value : null;
  };
  const [benchmark, dataset, dataset_sha256, condition] = COLUMNS.map(read);
  return factsOf({
    benchmark: benchmark ?? null,
    dataset: dataset ?? null,
    dataset_sha256: dataset_sha256 ?? null,
    condition: condition ?? null,
    protocol: read("protocol"),
  }, options);
}

/** What a run's comparability rests on, its protocol in parts. */
export function factsOf(
  { protocol, ...told }: ToldFacts,
  { run }: { readonly run: string },
): RunFacts {
  return {
    run,
    facts: { ...told, ...(protocol === null ? { protocol: null } : protocolFacts(protocol)) },
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
    // That nothing is said of the protocol is a fact of the silent side alone: the other says its parts.
    if (name === "protocol" && isSilent(a) !== isSilent(b)) {
      const { run } = isSilent(a) ? a : b;
      silent.set(run, [...silent.get(run) ?? [], name]);
      continue;
    }
    const [left = null, right = null] = [a.facts[name], b.facts[name]];
    if (left !== null && right !== null) {
      if (left !== right) {
        differ.push(`${name.replaceAll("_", " ")} (${apart(name, [left, right])})`);
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

/** The facts as JSON for a row, so that whoever shows it beside others can tell how they differ; null when nothing is known. */
export function settingsText({ facts }: RunFacts): string | null {
  const entries = Object.entries(facts).map(([name, value]) => [
    name,
    value === null ? null : shorten(value),
  ]);
  return entries.every(([, value]) => value === null)
    ? null
    : JSON.stringify(Object.fromEntries(entries));
}

/** A judge is told by its name: prompt and request parameters fill a page. */
function apart(name: string, values: readonly string[]): string {
  if (name !== "judges") return values.map(shorten).join(" | ");
  const judges = new Set(
    values.map((value) => value.split(" + ").map((one) => one.split(" at ")[0]).join(" + ")),
  );
  const names = [...judges].join(" | ");
  return judges.size === values.length ? names : `${names}, asked differently`;
}

/** Digests are told apart by their first digits. */
function shorten(text: string): string {
  return text.replaceAll(/\b[0-9a-f]{40,}\b/g, (digest) => digest.slice(0, 12));
}
