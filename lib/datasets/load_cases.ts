import { basename } from "node:path";
import type { Benchmark, Case } from "../types.ts";
import { CaseError } from "../parse/case_error.ts";
import { BadRecordsError } from "./bad_records_error.ts";
import type { DatasetFiles } from "./dataset_files.ts";
import { nearestNames } from "../parse/nearest_names.ts";
import { type ReadRecord, readRecords } from "./read_records.ts";

/** How records become cases, and which of them are wanted. */
export interface LoadCasesOptions<C extends Case> {
  /** Parses each record; its licence goes with the cases. */
  readonly benchmark:
    & Pick<Benchmark<C>, "parse">
    & Partial<Pick<Benchmark<C>, "license" | "title">>;
  /** Leaves bad records out (after telling `onBadRecord`) instead of throwing; false unless told. */
  readonly skipBadCases?: boolean;
  /** Keeps the first of several records with one id instead of throwing, after telling `onBadRecord` of each other one. */
  readonly dedupe?: "first";
  /** Called for each record left out. */
  readonly onBadRecord?: (error: CaseError) => void;
  /** Only the cases of these ids, still in dataset order. */
  readonly caseIds?: readonly string[];
  /** Only the first so many of the wanted cases; at least 1. */
  readonly limit?: number;
}

/**
 * Loads the cases of a dataset file (JSON Lines, or one JSON array), in file order. The whole file is checked before
 * the first case is yielded: all bad records, duplicate ids included, are thrown together as a `BadRecordsError`.
 * Of two records with one id the first is kept when bad records are skipped. Throws RangeError for an unknown id.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { loadCases } from "@rounds/rounds";
 *
 * const path = await Deno.makeTempFile({ suffix: ".jsonl" });
 * await Deno.writeTextFile(path, '{"id":"a"}\n{"id":"b"}\n');
 * const benchmark = {
 *   parse(record: unknown, where: string) {
 *     const id = Object(record).id;
 *     return { id: String(id), line: Number(where.split(":").at(-1)), tags: {}, items: [] };
 *   },
 * };
 * const cases = await Array.fromAsync(loadCases(path, { benchmark, caseIds: ["b"] }));
 * assert.deepEqual(cases.map(({ id, line }) => [id, line]), [["b", 2]]);
 * await Deno.remove(path);
 * ```
 */
export async function* loadCases<C extends Case>(
  where: string | DatasetFiles,
  options: LoadCasesOptions<C>,
): AsyncGenerator<C, void, void> {
  const { benchmark, skipBadCases = false, dedupe, onBadRecord, caseIds, limit } = options;
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1)) {
    throw new RangeError(`limit is ${limit}, expected an integer of at least 1`);
  }
  const path = typeof where === "string" ? where : where.recordsPath;
  const licence = licenceOf(typeof where === "string" ? basename(where) : where.name, benchmark);
  const cases = new Map<string, C>();
  const firstUse = new Map<string, string>();
  const errors: CaseError[] = [];
  for await (const record of readRecords(path)) {
    const parsed = parseRecord(record, benchmark);
    if (parsed instanceof CaseError) {
      errors.push(parsed);
      continue;
    }
    const earlier = firstUse.get(parsed.id);
    if (earlier === undefined) {
      firstUse.set(parsed.id, record.where);
      cases.set(parsed.id, parsed);
    } else {
      const error = duplicate(parsed.id, { where: record.where, earlier });
      if (dedupe === "first") onBadRecord?.(error);
      else errors.push(error);
    }
  }
  if (errors.length > 0 && !skipBadCases) throw new BadRecordsError(path, errors);
  for (const error of errors) onBadRecord?.(error);

  if (caseIds !== undefined) checkIds(caseIds, { known: cases, path });
  const wanted = caseIds === undefined ? null : new Set(caseIds);
  let yielded = 0;
  for (const [id, found] of cases) {
    if (wanted !== null && !wanted.has(id)) continue;
    yield licence === null ? found : { ...found, licence };
    if (++yielded === limit) return;
  }
}

/** Sets of ours are synthetic and carry our name; others are licensed as their benchmark. */
function licenceOf(
  name: string,
  { license, title }: LoadCasesOptions<Case>["benchmark"],
): string | null {
  if (name.startsWith("rounds_")) return "synthetic, CC0 1.0";
  return license === undefined ? null : `${title ?? "dataset"}, ${license}`;
}

function parseRecord<C extends Case>(
  record: ReadRecord,
  benchmark: Pick<Benchmark<C>, "parse">,
): C | CaseError {
  if (record.error !== null) return record.error;
  try {
    return benchmark.parse(record.value, record.where);
  } catch (error) {
    if (error instanceof CaseError) return error;
    throw new Error(`The benchmark failed to parse ${record.where}`, { cause: error });
  }
}

function duplicate(
  id: string,
  at: { readonly where: string; readonly earlier: string },
): CaseError {
  return new CaseError({
    where: at.where,
    field: "id",
    expected: "an id used once",
    received: `${JSON.stringify(id)}, already the id of ${at.earlier}`,
  });
}

function checkIds(
  ids: readonly string[],
  dataset: { readonly known: ReadonlyMap<string, unknown>; readonly path: string },
): void {
  const problems = ids.filter((id) => !dataset.known.has(id)).map((id) => {
    const near = nearestNames(id, dataset.known.keys());
    return near.length === 0
      ? JSON.stringify(id)
      : `${JSON.stringify(id)} (near: ${near.join(", ")})`;
  });
  if (problems.length > 0) {
    throw new RangeError(
      `No case ${problems.join(", ")} among the ${dataset.known.size} of ${dataset.path}`,
    );
  }
}
