import type { PlotRow } from "./figure.ts";
import { joinNotes, listed } from "./_notes.ts";
import { fullRow } from "./_rows_of.ts";

/** What a figure of several runs must say before anything else. */
export interface AlikeNotes {
  /** How its runs differ besides the model, and which are not finished; empty when there is nothing to say. */
  readonly note: string;
  /** Its runs differ in what must be alike before they are compared. */
  readonly isUnlike: boolean;
}

/** What the run of a row was made under, by name. */
type Settings = ReadonlyMap<string, string | null>;

/** Longer lists are counted. */
const MOST_VALUES = 4;
const MOST_PAIRS = 3;
const MOST_NAMED = 3;

/**
 * How the runs of a figure differ, and how much of them is there, as the tables say in every row (`settings`, `unlike`,
 * `partial`); `compares` names what the figure compares on purpose.
 */
export function alikeNotes(
  rows: readonly PlotRow[],
  { compares = [] }: { readonly compares?: readonly string[] } = {},
): AlikeNotes {
  const full = rows.map(fullRow);
  const runs = new Map(
    [...Map.groupBy(full, (row) => `${row["run_id"] ?? row["run"]} ${row["settings"]}`)]
      .flatMap(([key, [row = {}]]) => {
        const settings = settingsOf(row);
        const name = String(row["run"] ?? row["model"]);
        return settings === null ? [] : [[key, { name, settings }] as const];
      }),
  );
  const benchmarks = Map.groupBy(runs.values(), ({ settings }) => settings.get("benchmark"));
  const differ = [...benchmarks.values()].flatMap((own) =>
    differences(own).filter(({ name }) => !compares.includes(name))
  );
  const pairs = new Set(
    full.filter((row) => !("settings" in row)).map((row) => row["unlike"])
      .filter((text) => typeof text === "string"),
  );
  const silent = [...runs.values()].filter(({ settings }) => isSilent(settings))
    .map(({ name }) => name);
  const partial = new Set(full.flatMap((row) => texts(row["partial"])));
  return {
    isUnlike: differ.length + pairs.size > 0,
    note: joinNotes([
      differ.length > 0 &&
      `NOT LIKE FOR LIKE: the runs differ in ${differ.map(({ text }) => text).join(", ")}.`,
      pairs.size > 0 &&
      `NOT LIKE FOR LIKE: ${
        pairs.size > MOST_PAIRS
          ? `${pairs.size} pairs of runs differ in more than the model`
          : [...pairs].join("; ")
      }.`,
      silent.length > 0 && silent.length < runs.size &&
      `Perhaps not like for like: ${listed(silent, { many: "runs" })} ${
        silent.length === 1 ? "does" : "do"
      } not say how the answers were made.`,
      partial.size > 0 &&
      `Not finished: ${[...partial].join(", ")}.`,
    ]),
  };
}

/** A run of a file without a protocol says no more than its names. */
function isSilent(settings: Settings): boolean {
  return settings.get("protocol") === null;
}

interface Difference {
  readonly name: string;
  readonly text: string;
}

/** A run, and what it was made under. */
interface SetRun {
  readonly name: string;
  readonly settings: Settings;
}

/**
 * Each with the runs that are not as most are, where they are few. Unknown is no difference. Of data of different names the
 * digests need not be told too.
 */
function differences(runs: readonly SetRun[]): readonly Difference[] {
  const names = new Set(runs.flatMap(({ settings }) => [...settings.keys()]));
  const found = [...names].flatMap((name): readonly Difference[] => {
    const known = runs.flatMap((run) => {
      const value = run.settings.get(name) ?? null;
      return value === null ? [] : [{ value, run: run.name }];
    });
    const values = [...Map.groupBy(known, ({ value }) => value)];
    if (values.length < 2) return [];
    const shown = values.length > MOST_VALUES
      ? `${values.length} kinds`
      : name === "judges"
      ? judgesText(values.map(([value]) => value))
      : valuesText(values.map(([value, own]) => ({ value, runs: own.map(({ run }) => run) })));
    return [{ name, text: `${name.replaceAll("_", " ")} (${shown})` }];
  });
  return found.some(({ name }) => name === "dataset")
    ? found.filter(({ name }) => name !== "dataset_sha256")
    : found;
}

/** What most runs have, and the others' with their names. */
function valuesText(
  values: readonly { readonly value: string; readonly runs: readonly string[] }[],
): string {
  const most = Math.max(...values.map(({ runs }) => runs.length));
  const common = values.find(({ runs }) => runs.length === most);
  return values.map((one) =>
    one === common || one.runs.length > MOST_NAMED
      ? one.value
      : `${one.value} of ${one.runs.join(", ")}`
  ).join(" | ");
}

/** A judge is told by its name: prompt and request parameters fill a page. */
function judgesText(values: readonly string[]): string {
  const judges = new Set(
    values.map((value) => value.split(" + ").map((one) => one.split(" at ")[0]).join(" + ")),
  );
  const names = [...judges].join(" | ");
  return judges.size === values.length ? names : `${names}, asked differently`;
}

function settingsOf(row: PlotRow): Settings | null {
  const text = row["settings"];
  if (typeof text !== "string") return null;
  try {
    return new Map(
      Object.entries(Object(JSON.parse(text))).map(([name, value]) => [
        name,
        value === null ? null : String(value),
      ]),
    );
  } catch {
    // A column of that name that somebody else made says nothing of runs.
    return null;
  }
}

function texts(value: unknown): readonly string[] {
  return typeof value === "string" ? value.split("; ") : [];
}
