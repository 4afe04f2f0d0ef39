import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  checklistToMarkdown,
  type Frame,
  reportingChecklist,
  type Run,
  runsFrame,
  showFrame,
  tableMethods,
  tableToCsv,
  TOOLKIT_VERSION,
} from "../../mod.ts";
import { gather } from "../figures/gather.ts";
import type { GatherFlags } from "../figures/gather_flags.ts";
import { type Material, NOTHING } from "../figures/material.ts";
import { didYouMean } from "../cli/did_you_mean.ts";
import { inFlags } from "../cli/in_flags.ts";
import { makeFolder } from "../cli/make_folder.ts";
import { printJson, printNote, printOut, UsageError } from "../cli/run_task.ts";
import { frameOf, recordsOf } from "./tabled.ts";
import { TABLES } from "./tables.ts";

/** The flags of tables. */
export interface TableFlags extends GatherFlags {
  /** Names; `all` is every table that applies. */
  readonly table: readonly string[];
  readonly by?: readonly string[];
  readonly csv?: string;
  readonly methods?: boolean;
  readonly json?: boolean;
}

/** Rows shown in a terminal at most; JSON and CSV have all. */
const MOST_ROWS = 60;

/**
 * Makes the tables asked for and prints them. Gives back the exit code: 1 when one asked for by its name has no rows to
 * stand on.
 */
export async function printTables(runs: readonly Run[], flags: TableFlags): Promise<number> {
  const names = namesOf(flags.table);
  const tables: Record<string, readonly object[]> = {};
  const skipped: Record<string, string> = {};
  const withMethods: Record<string, readonly object[]> = {};
  const found = new Set<string>();
  if (flags.csv !== undefined) await makeFolder(flags.csv, "--csv");
  // Scores of different benchmarks share no scale: each benchmark has tables of its own.
  const groups = [...Map.groupBy(runs, ({ benchmark }) => benchmark)];
  for (const [benchmark, own] of groups) {
    const material = await gather(own, { ...flags, benchmark, isAlone: groups.length === 1 });
    for (const { name, by, key } of wanted(names, flags.by)) {
      const label = groups.length === 1 ? key : `${key}.${benchmark}`;
      const made = tableOf(material, { name, by });
      if (typeof made === "string") {
        skipped[label] = made;
        printNote(`${label}: not made, ${made}`);
        continue;
      }
      found.add(name);
      const records = recordsOf(made);
      tables[label] = records;
      if (records.some(hasMethod)) withMethods[label] = records;
      if (flags.csv !== undefined) {
        await writeFile(join(flags.csv, `${label}.csv`), tableToCsv(frameOf(made)));
      }
      if (!flags.json) {
        printOut(`${label}: ${TABLES[name]?.about}\n${shown(name, frameOf(made))}\n`);
      }
    }
  }
  const report = flags.methods ? reportOf(withMethods, runs) : null;
  if (flags.json) printJson({ tables, skipped, ...report });
  else if (report !== null) {
    const { methods, checklist } = report;
    printOut(`Methods\n${methods}\n\nReporting checklist\n\n${checklistToMarkdown(checklist)}`);
  }
  if (found.size === 0) printNote("No table applies to these files");
  const all = flags.table.includes("all") && found.size > 0;
  return all || names.every((name) => found.has(name)) ? 0 : 1;
}

/** What a paper says of the tables. */
function reportOf(tables: Readonly<Record<string, readonly object[]>>, runs: readonly Run[]) {
  const software = `Rounds ${TOOLKIT_VERSION}, Deno ${Deno.version.deno}`;
  return {
    methods: tableMethods(Object.values(tables), { software }),
    checklist: reportingChecklist(tables, { runs: runsFrame(runs), software }),
  };
}

/** The list of tables for `--help`. */
export function tableList(): string {
  const lines = Object.entries(TABLES).map(([name, { about, by }]) =>
    `  ${name.padEnd(20)} ${about}${by === undefined || by === "all" ? "" : ` (--by ${by})`}`
  );
  return `\nTables, those of the notebooks 04 to 07 (--table NAME; all that apply: --table all):\n\n${
    lines.join("\n")
  }\n\nIn brackets: what --by is unless told. Conditions are kept apart: runs of other conditions are in shortcuts,\nimage-flips, vision-needed and overview only.`;
}

function namesOf(asked: readonly string[]): readonly string[] {
  const unknown = asked.filter((name) => name !== "all" && !Object.hasOwn(TABLES, name));
  if (unknown.length > 0) {
    const near = didYouMean(unknown[0] ?? "", Object.keys(TABLES));
    throw new UsageError(
      `There is no table ${unknown.join(", ")}${
        near || `: expected all, ${Object.keys(TABLES).join(", ")}`
      }`,
    );
  }
  return asked.includes("all") ? Object.keys(TABLES) : [...new Set(asked)];
}

interface Wanted {
  readonly name: string;
  readonly by: string;
  readonly key: string;
}

/** Each table once, or once a column where it has groups and columns are named. */
function wanted(names: readonly string[], by: readonly string[] = []): readonly Wanted[] {
  const grouped = names.some((name) => TABLES[name]?.by !== undefined);
  if (by.length > 0 && !grouped) {
    throw new UsageError(`--by: ${names.join(", ")} is not made by groups`);
  }
  return names.flatMap((name) => {
    const usual = TABLES[name]?.by;
    if (usual === undefined) return [{ name, by: "", key: name }];
    if (by.length === 0) return [{ name, by: usual, key: name }];
    return by.map((column) => ({ name, by: column, key: `${name}-by-${column}` }));
  });
}

/** A table, or why there is none: what one refuses (unlike runs, too few) does not stop the others. */
function tableOf(
  material: Material,
  { name, by }: { readonly name: string; readonly by: string },
): Frame | readonly object[] | string {
  if (material.files.every(({ results }) => results.length === 0)) return NOTHING;
  try {
    const made = TABLES[name]?.make(material, by) ?? "";
    if (typeof made === "string") return made;
    const isBare = recordsOf(made).length === 0 && !TABLES[name]?.mayBeEmpty;
    return isBare ? "there is nothing to list" : made;
  } catch (error) {
    if (error instanceof RangeError) return inFlags(error.message);
    throw error;
  }
}

function hasMethod(row: object): boolean {
  const { method }: { readonly method?: unknown } = row;
  return typeof method === "string" && method !== "";
}

function shown(name: string, frame: Frame): string {
  if (frame.height === 0) return "none";
  const { line } = TABLES[name] ?? {};
  if (line !== undefined) return frame.toRecords().map(line).join("\n");
  const columns = TABLES[name]?.columns?.filter((column) => frame.columns.includes(column));
  return showFrame(frame, { rows: MOST_ROWS, ...(columns === undefined ? {} : { columns }) }).text;
}
