import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { taxonomyShares } from "../stats/errors/taxonomy_shares.ts";
import { verifiedTaxonomy } from "../stats/errors/verified_taxonomy.ts";
import { normalQuantile } from "../stats/special/normal_quantile.ts";
import { columnOf } from "./_estimate_columns.ts";
import { requireColumns } from "./_score_rows.ts";
import { consensus, labelsOf } from "./_type_labels.ts";

/** The codebook, and what physicians say. */
export interface ErrorTypesTableOptions {
  /** The codebook: every type with its meaning, in order, e.g. `LIVEMEDBENCH_ERROR_TYPES`. */
  readonly types: Readonly<Record<string, string>>;
  /** A `ratingsFrame` read back from an `errorSheet`: its `label` is a type. */
  readonly ratings?: Frame;
  /** Simultaneous confidence level; default 0.95. */
  readonly level?: number;
}

interface TypeRow {
  readonly run: string;
  readonly type: string;
  readonly meaning: string;
  readonly tagged: number;
  readonly tag_share: number | null;
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly se: number | null;
  readonly verified: boolean;
  readonly n: number;
  readonly n_verified: number;
  readonly n_excluded: number;
  readonly alpha: number | null;
  readonly level: number;
  readonly method: string;
  readonly warnings: string | null;
  readonly dataset: string | null;
  readonly simulated: boolean | null;
}

const COLUMNS: readonly Column<TypeRow>[] = [
  columnOf("run", "string", "Model, or all runs"),
  columnOf("type", "string", "Type of error"),
  columnOf(
    "value",
    "number",
    "Share of errors: corrected by the physicians' labels where verified, else as tagged",
  ),
  columnOf("lo", "number", "Lower limit; right for all types at once where not verified"),
  columnOf("hi", "number", "Upper limit"),
  columnOf("verified", "boolean", "Whether the share is corrected; false: unverified tags"),
  columnOf("tagged", "integer", "Errors with this tag"),
  columnOf("tag_share", "number", "Their share, as tagged"),
  columnOf("n", "integer", "Errors tagged"),
  columnOf("n_verified", "integer", "Errors with a physicians' label, over all runs"),
  columnOf("n_excluded", "integer", "Answers for which the judge gave no type"),
  columnOf(
    "alpha",
    "number",
    "Krippendorff's alpha of the physicians; null below two on one error",
  ),
  columnOf("warnings", "string", "What is missing or approximate, and why"),
  columnOf("se", "number", "Standard error of the corrected share"),
  columnOf("level", "number", "Confidence level"),
  columnOf("method", "string", "Id of the method"),
  columnOf("meaning", "string", "What the type means"),
  columnOf("dataset", "string", "Dataset name; null when unknown, or when there are several"),
  columnOf("simulated", "boolean", "Some answers are simulated; null when the frame does not say"),
];

/**
 * How often each type of error occurs, over all runs and in each: as a judge tagged them, or corrected by physicians who
 * verified a sample stratified by tag (double sampling).
 *
 * `frame` is an `errorTagsFrame`, to which you may join a column `simulated` (by `run_id`, from a `casesFrame`). Without `ratings` the shares are unverified tags, with Goodman's simultaneous intervals;
 * with them, shares over all runs are `Σ W_g p(k|g)` with a normal interval, and so are those of each run, with the same
 * `p(k|g)`, which supposes that the judge errs alike in all runs. Where physicians differ, the majority counts; a tie counts
 * for each of the tied types in part.
 *
 * Throws `RangeError` for frames without the columns, and for a tag or label that the codebook lacks.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { errorTagsFrame, errorTypesTable, LIVEMEDBENCH_ERROR_TYPES } from "@rounds/rounds";
 *
 * const table = errorTypesTable(errorTagsFrame([]), { types: LIVEMEDBENCH_ERROR_TYPES });
 * assert.equal(table.height, 0);
 * ```
 */
export function errorTypesTable(frame: Frame, options: ErrorTypesTableOptions): Frame {
  const { types, ratings, level = 0.95 } = options;
  requireColumns(frame, ["run_id", "model", "case_id", "trial", "type"]);
  const codes = Object.keys(types);
  const codeOf = (value: unknown, what: string): number => {
    const place = codes.indexOf(String(value).trim().toUpperCase());
    if (place >= 0) return place;
    throw new RangeError(`${what} is "${value}", expected one of ${codes.join(", ")}`);
  };
  const tags = frame.toRecords().map((row) => ({
    key: JSON.stringify([row["run_id"], row["case_id"], Number(row["trial"])]),
    run: String(row["model"]),
    dataset: typeof row["dataset"] === "string" ? row["dataset"] : null,
    simulated: typeof row["simulated"] === "boolean" ? row["simulated"] : null,
    type: row["type"] === null ? null : codeOf(row["type"], `the tag of case ${row["case_id"]}`),
  }));
  const labels = labelsOf(ratings, { codeOf, known: new Set(tags.map(({ key }) => key)) });
  const verified = codes.map(() => codes.map(() => 0));
  for (const { key, type } of tags) {
    const row = type === null ? undefined : verified[type];
    if (row === undefined) continue;
    for (const [label, share] of consensus(labels.of.get(key) ?? [])) {
      row[label] = (row[label] ?? 0) + share;
    }
  }
  const models = [...new Set(tags.map(({ run }) => run))];
  const groups = [
    ...(tags.length === 0 ? [] : [["all runs", tags] as const]),
    ...(models.length < 2
      ? []
      : models.map((run) => [run, tags.filter((tag) => tag.run === run)] as const)),
  ];
  const rows = groups.flatMap(([run, own]) => {
    const counts = codes.map((_, k) => own.filter(({ type }) => type === k).length);
    const shares = sharesOf(counts, { verified, level, isVerified: labels.of.size > 0 });
    const excluded = own.filter(({ type }) => type === null).length;
    const datasets = new Set(own.map(({ dataset }) => dataset));
    const simulated = own.map((tag) => tag.simulated);
    return codes.map((type, k): TypeRow => ({
      run,
      dataset: datasets.size === 1 ? own[0]?.dataset ?? null : null,
      simulated: simulated.includes(true) ? true : simulated.includes(null) ? null : false,
      type,
      meaning: types[type] ?? "",
      tagged: counts[k] ?? 0,
      n_excluded: excluded,
      alpha: labels.alpha,
      level,
      ...shares.rows[k] ?? { value: null, lo: null, hi: null, se: null, tag_share: null },
      verified: shares.isVerified,
      n: own.length - excluded,
      n_verified: labels.of.size,
      method: shares.method,
      warnings: [...shares.warnings, ...labels.warnings].join("; ") || null,
    }));
  });
  return buildFrame({
    name: "error types",
    columns: COLUMNS,
    describeRow: ({ run, type }) => `${run}, ${type}`,
  }, rows);
}

interface Shares {
  readonly rows: readonly Pick<TypeRow, "value" | "lo" | "hi" | "se" | "tag_share">[];
  readonly isVerified: boolean;
  readonly method: string;
  readonly warnings: readonly string[];
}

function sharesOf(
  counts: readonly number[],
  { verified, level, isVerified }: {
    readonly verified: readonly (readonly number[])[];
    readonly level: number;
    readonly isVerified: boolean;
  },
): Shares {
  const tagged = taxonomyShares({ counts, level });
  if (!isVerified) {
    return {
      rows: tagged.rows.map(({ value, goodman }) => ({
        value,
        lo: goodman.lo,
        hi: goodman.hi,
        se: null,
        tag_share: value,
      })),
      isVerified: false,
      method: "taxonomy/goodman",
      warnings: tagged.n === 0 ? ["no data"] : ["unverified tags"],
    };
  }
  const corrected = verifiedTaxonomy({ tagCounts: counts, verified });
  const z = normalQuantile(1 - (1 - level) / 2);
  return {
    rows: corrected.rows.map(({ tagShare, value, se }) => ({
      value,
      lo: value === null || se === null ? null : Math.max(0, value - z * se),
      hi: value === null || se === null ? null : Math.min(1, value + z * se),
      se,
      tag_share: tagShare,
    })),
    isVerified: true,
    method: corrected.method,
    warnings: corrected.warnings,
  };
}
