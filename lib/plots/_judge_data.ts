import { agreementOrdinal } from "../stats/judges/agreement_ordinal.ts";
import {
  type AgreementCells,
  type ClusteredAgreement,
  clusteredAgreement,
} from "../stats/judges/clustered_agreement.ts";
import type { PearsonCI } from "../stats/judges/pearson_ci.ts";
import { clusterBootstrap } from "../stats/resampling/cluster_bootstrap.ts";
import type { PlotRow } from "./figure.ts";
import type { BlandAltman } from "./_differences_panel.ts";
import { rowReader } from "./_row_reader.ts";

/** One rated answer. */
export interface JudgedAnswer {
  readonly run: string;
  readonly caseId: string;
  readonly judge: number | null;
  readonly physician: number | null;
  readonly cells: AgreementCells;
  readonly unjudged: number;
  readonly agree: number;
  readonly pairs: number;
  readonly row: PlotRow;
}

/** What a figure of judge against physicians draws. */
export interface JudgeData {
  readonly answers: readonly JudgedAnswer[];
  readonly scored:
    readonly (JudgedAnswer & { readonly judge: number; readonly physician: number })[];
  readonly runs: readonly string[];
  readonly agreement: ClusteredAgreement;
  readonly limits: BlandAltman;
  readonly correlation: PearsonCI;
}

/** Reads a row of `judgedAnswers`. */
export function readAnswer(row: PlotRow, index: number): JudgedAnswer {
  const reader = rowReader(row, { index, from: "judgedAnswers" });
  return {
    run: reader.run(),
    caseId: reader.text("case_id") ?? String(row["case_id"] ?? index),
    judge: reader.number("judge_score"),
    physician: reader.number("physician_score"),
    cells: {
      tp: reader.need("both_met") ?? 0,
      fp: reader.need("judge_only") ?? 0,
      fn: reader.need("physician_only") ?? 0,
      tn: reader.need("neither") ?? 0,
    },
    unjudged: reader.number("unjudged") ?? 0,
    agree: reader.number("physicians_agree") ?? 0,
    pairs: reader.number("physician_pairs") ?? 0,
    row,
  };
}

/** Everything that is computed of the answers. */
export function measureJudge(
  answers: readonly JudgedAnswer[],
  options: { readonly replicates: number; readonly seed: number },
): JudgeData {
  const scored = answers.flatMap((answer) =>
    answer.judge === null || answer.physician === null
      ? []
      : [{ ...answer, judge: answer.judge, physician: answer.physician }]
  );
  const ordinal = agreementOrdinal({
    a: scored.map(({ physician }) => physician),
    b: scored.map(({ judge }) => judge),
  });
  const bias = clusterBootstrap(scored, {
    ...options,
    cluster: ({ caseId }) => caseId,
    statistic: (some) =>
      some.reduce((sum, { judge, physician }) => sum + judge - physician, 0) / some.length,
  });
  const cases = Map.groupBy(answers, ({ caseId }) => caseId);
  const sum = (own: readonly JudgedAnswer[], name: keyof AgreementCells) =>
    own.reduce((total, { cells }) => total + cells[name], 0);
  return {
    answers,
    scored,
    runs: [...new Set(answers.map(({ run }) => run))],
    agreement: clusteredAgreement({
      ...options,
      cells: [...cases.values()].map((own) => ({
        tp: sum(own, "tp"),
        fp: sum(own, "fp"),
        fn: sum(own, "fn"),
        tn: sum(own, "tn"),
      })),
    }),
    limits: {
      bias: ordinal.bias,
      lo: bias.lo,
      hi: bias.hi,
      limitLow: ordinal.limitLow,
      limitHigh: ordinal.limitHigh,
    },
    correlation: ordinal.pearson,
  };
}

/** Verdict-rating pairs. */
export function verdictsOf({ agreement: { cells } }: JudgeData): number {
  return cells.tp + cells.fp + cells.fn + cells.tn;
}

/** Whether there is nothing to draw. */
export function isEmpty(drawn: JudgeData): boolean {
  return verdictsOf(drawn) === 0 && drawn.scored.length === 0;
}
