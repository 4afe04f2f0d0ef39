import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import type { AgreementTableOptions } from "./agreement_table.ts";
import { type AgreementMeasure, clusteredAgreement } from "../stats/judges/clustered_agreement.ts";
import { cellsByCase, type JudgedPair } from "./_agreement_cells.ts";
import { columnOf, ESTIMATE_COLUMNS, type EstimateCells } from "./_estimate_columns.ts";
import { peoplePairs } from "./_people_pairs.ts";
import { ratedCriteria, type RatedCriterion } from "./_rated_criteria.ts";
import { SHARED_COLUMNS, type SharedNotes, sharedNotes } from "./_shared_notes.ts";

/** What is compared, by which coefficient. */
export interface AgreementLadderOptions extends AgreementTableOptions {
  /** `ac1` (default: it stands rare classes), `kappa`, `macro_f1` or `agreement`. */
  readonly measure?: Extract<AgreementMeasure, "ac1" | "kappa" | "macro_f1" | "agreement">;
}

interface Rung extends EstimateCells, SharedNotes {
  readonly label: string;
  readonly kind: string;
  readonly measure: string;
  readonly replicates: number;
}

const COLUMNS: readonly Column<Rung>[] = [
  columnOf("label", "string", "Who is held against the physicians"),
  columnOf(
    "kind",
    "string",
    "ceiling: physicians among themselves; physician; majority of physicians; judge; panel; floor: always the same word",
  ),
  columnOf("measure", "string", "The coefficient"),
  ...ESTIMATE_COLUMNS,
  columnOf("replicates", "integer", "Resamples of the bootstrap"),
  ...SHARED_COLUMNS,
];

/**
 * Who agrees with physicians how well: physicians themselves (the ceiling), each of them, their majority, each judge, the
 * panel, and whoever always says the commoner word (the floor).
 *
 * `frame` is a `criteriaFrame`. A physician, and the majority of the others, are held against each physician left out;
 * ties of a majority are left out. Intervals are percentiles of a bootstrap over cases. Throws like `agreementTable`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { agreementLadder, criteriaFrame, ratingsFrame } from "@rounds/rounds";
 *
 * const ladder = agreementLadder(criteriaFrame([]), { ratings: ratingsFrame([]) });
 * assert.deepEqual(ladder.columns.slice(0, 3), ["label", "kind", "measure"]);
 * ```
 */
export function agreementLadder(frame: Frame, options: AgreementLadderOptions): Frame {
  const { level = 0.95, replicates = 2000, seed = 42, measure = "ac1" } = options;
  const rated = ratedCriteria(frame, options);
  const { criteria, raters, judges } = rated;
  const said = criteria.filter(({ ratings }) => [...ratings.values()].some((met) => met !== null));
  const against = (verdict: (one: RatedCriterion) => 0 | 1 | null): readonly JudgedPair[] =>
    said.flatMap((one) => {
      const a = verdict(one);
      return a === null
        ? []
        : [...one.ratings.values()].flatMap((b) =>
          b === null ? [] : [{ cluster: one.caseId, a, b }]
        );
    });
  const notes = sharedNotes([...new Set(said.map(({ run }) => run))]);
  const panel = [...new Set(said.flatMap(({ judge }) => judge ?? []))].join(", ") || "judge";
  const ratings = said.flatMap((one) => [...one.ratings.values()]).filter((met) => met !== null);
  const commoner = 2 * ratings.filter((met) => met === 1).length >= ratings.length ? 1 : 0;
  const rungs: readonly (readonly [kind: string, label: string, pairs: readonly JudgedPair[]])[] = [
    ...(raters.length < 2 ? [] : [
      ["ceiling", `physicians among themselves (${raters.length})`, peoplePairs(said)] as const,
      ...raters.map((of) =>
        ["physician", `${of} with the others`, peoplePairs(said, { of })] as const
      ),
    ]),
    ...(raters.length < 3 ? [] : [
      ["majority", "majority of the other physicians", majorityPairs(said)] as const,
    ]),
    [judges.length > 1 ? "panel" : "judge", panel, against(({ judged }) => judged)],
    ...(judges.length < 2
      ? []
      : judges.map((judge) =>
        ["judge", judge, against(({ verdicts }) => verdicts.get(judge) ?? null)] as const
      )),
    ["floor", `always “${commoner === 1 ? "met" : "not met"}”`, against(() => commoner)],
  ];
  const rows = said.length === 0 ? [] : rungs.map(([kind, label, pairs]): Rung => {
    const symmetric = kind === "ceiling" || kind === "physician";
    const { measures, clusters } = clusteredAgreement({
      cells: cellsByCase(pairs, { symmetric }),
      level,
      replicates,
      seed,
    });
    const found = measures.get(measure);
    return {
      label,
      kind,
      measure,
      value: found?.value ?? null,
      lo: found?.lo ?? null,
      hi: found?.hi ?? null,
      se: found?.se ?? null,
      p: null,
      n: pairs.length,
      clusters,
      n_excluded: 0,
      excluded_why: null,
      level,
      unit: "prop",
      method: "agreement/cluster-bootstrap",
      seed,
      replicates,
      warnings: [rated.unmatched, ...found?.warnings ?? []].filter((text) => text !== null)
        .join("; ") || null,
      ...notes,
    };
  });
  return buildFrame({
    name: "agreement ladder",
    columns: COLUMNS,
    describeRow: ({ label }) => label,
  }, rows);
}

function majorityPairs(criteria: readonly RatedCriterion[]): readonly JudgedPair[] {
  return criteria.flatMap(({ caseId, ratings }) => {
    const said = [...ratings.values()].filter((met) => met !== null);
    const met = said.reduce<number>((sum, one) => sum + one, 0);
    return said.flatMap((own): readonly JudgedPair[] => {
      const [others, inFavour] = [said.length - 1, met - own];
      if (others < 2 || 2 * inFavour === others) return [];
      return [{ cluster: caseId, a: 2 * inFavour > others ? 1 : 0, b: own }];
    });
  });
}
