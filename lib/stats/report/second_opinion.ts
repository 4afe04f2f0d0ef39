import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName, Observation } from "../interval.ts";
import { agreementBinary } from "../judges/agreement_binary.ts";
import { mcnemar } from "../paired/mcnemar.ts";
import { pairedDifference } from "../paired/paired_difference.ts";
import { clusteredMean } from "../uncertainty/clustered_mean.ts";
import { wilson } from "../uncertainty/wilson.ts";
import { PYTHON_SCRIPT } from "./_python_script.ts";

/** An estimate to be made twice. */
export type SecondOpinionQuestion =
  & {
    /** What it is called in the answer. */
    readonly name: string;
    /** Confidence level; default 0.95. */
    readonly level?: number;
  }
  & (
    | {
      /** `clusteredMean` with its t interval. */
      readonly kind: "clustered-mean";
      /** Outcome or score of each row. */
      readonly y: readonly Observation[];
      /** Case of each row. */
      readonly cluster: readonly ClusterName[];
    }
    | {
      /** `pairedDifference`. */
      readonly kind: "paired-difference";
      /** Outcome or score of the first model. */
      readonly a: readonly Observation[];
      /** The second model's. */
      readonly b: readonly Observation[];
      /** Case of each row. */
      readonly cluster: readonly ClusterName[];
    }
    | {
      /** `wilson`. */
      readonly kind: "wilson";
      /** Right. */
      readonly x: number;
      /** Of so many. */
      readonly n: number;
    }
    | {
      /** `mcnemar`. */
      readonly kind: "mcnemar";
      /** Right by the first only. */
      readonly b: number;
      /** Right by the second only. */
      readonly c: number;
    }
    | {
      /** `agreementBinary`. */
      readonly kind: "agreement";
      /** Both met. */
      readonly tp: number;
      /** Met by the first only. */
      readonly fp: number;
      /** Met by the second only. */
      readonly fn: number;
      /** Neither. */
      readonly tn: number;
    }
  );

/** One number, by both. */
export interface SecondOpinionRow {
  /** Name of the question. */
  readonly name: string;
  /** Which number of it, e.g. `se`. */
  readonly quantity: string;
  /** As computed here; null where it is not defined. */
  readonly ours: number | null;
  /** As the other program says; null where it gives none. */
  readonly theirs: number | null;
  /** `ours - theirs`; null when either is missing. */
  readonly difference: number | null;
  /** Whether they agree within the tolerance, or both have none. */
  readonly agrees: boolean;
}

/** What the other program says. */
export interface SecondOpinion {
  /** Name and version of the program. */
  readonly program: string;
  /** One row a number. */
  readonly rows: readonly SecondOpinionRow[];
  /** Whether every number agrees. */
  readonly agrees: boolean;
  /** The program text that was run. */
  readonly script: string;
}

/** Who is asked, and how closely it must agree. */
export interface SecondOpinionOptions {
  /** Runs Python with this program text on its standard input and gives back what it printed. */
  readonly run: (script: string) => Promise<string>;
  /** Largest difference that agrees, relative to numbers above 1; default 1e-9. */
  readonly tolerance?: number;
}

/**
 * Makes estimates again in Python and puts the differences side by side: the same data, other code, other arithmetic.
 *
 * The Python needs nothing but its standard library (3.8 or later). Only numbers leave: cases become numbers, and names of
 * cases or models are not in the program text. `run` starts it, so that this library starts nothing by itself.
 *
 * Throws a `SyntaxError` when what comes back cannot be read.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { secondOpinion } from "@rounds/rounds";
 *
 * const said = JSON.stringify({ program: "Python 3", answers: [{ value: 0.5, lo: 0.1, hi: 0.9 }] });
 * const { agrees, rows } = await secondOpinion(
 *   [{ kind: "wilson", name: "accuracy", x: 5, n: 10 }],
 *   { run: () => Promise.resolve(said) },
 * );
 * assert.deepEqual([agrees, rows[0]?.agrees, rows[0]?.difference], [false, true, 0]);
 * ```
 */
export async function secondOpinion(
  questions: readonly SecondOpinionQuestion[],
  options: SecondOpinionOptions,
): Promise<SecondOpinion> {
  const { run, tolerance = 1e-9 } = options;
  const data = JSON.stringify(questions.map(anonymous));
  // JSON of numbers, lists and plain words: json.loads takes it as it stands.
  const script = `import json\nQUESTIONS = json.loads('''${data}''')\n${PYTHON_SCRIPT}`;
  const text = await run(script);
  const { program, answers } = readAnswer(text, questions.length);
  const rows = questions.flatMap((question, k) => {
    const theirs: Readonly<Record<string, unknown>> = Object(answers[k]);
    return Object.entries(ownAnswer(question)).map(([quantity, ours]): SecondOpinionRow => {
      const said = theirs[quantity];
      const other = typeof said === "number" && Number.isFinite(said) ? said : null;
      const difference = ours === null || other === null ? null : ours - other;
      return {
        name: question.name,
        quantity,
        ours,
        theirs: other,
        difference,
        agrees: difference === null
          ? ours === other
          : Math.abs(difference) <= tolerance * Math.max(1, Math.abs(ours ?? 0)),
      };
    });
  });
  return { program, rows, agrees: rows.every(({ agrees }) => agrees), script };
}

/** Names stay here; cases become numbers. */
function anonymous(question: SecondOpinionQuestion): object {
  const { name: _name, level = 0.95, ...rest } = question;
  return "cluster" in rest
    ? { ...rest, level, cluster: Array.from(clusterIndex(rest.cluster).index) }
    : { ...rest, level };
}

function readAnswer(
  text: string,
  count: number,
): { readonly program: string; readonly answers: readonly unknown[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new SyntaxError(`the second opinion is no JSON: ${text.slice(0, 200)}`, { cause });
  }
  const { program, answers } = Object(value);
  if (typeof program !== "string" || !Array.isArray(answers) || answers.length !== count) {
    throw new SyntaxError(`the second opinion has not ${count} answers: ${text.slice(0, 200)}`);
  }
  return { program, answers };
}

function ownAnswer(question: SecondOpinionQuestion): Readonly<Record<string, number | null>> {
  const { level = 0.95 } = question;
  switch (question.kind) {
    case "clustered-mean": {
      const { value, se, lo, hi, n, clusters } = clusteredMean({
        ...question,
        level,
        interval: "t",
      });
      return { value, se, lo, hi, n, clusters };
    }
    case "paired-difference": {
      const { value, se, lo, hi, p, n, clusters } = pairedDifference({ ...question, level });
      return { value, se, lo, hi, p, n, clusters };
    }
    case "wilson": {
      const { p, lo, hi } = wilson({ x: question.x, n: question.n, level });
      return { value: p, lo, hi };
    }
    case "mcnemar": {
      const { exact, midP } = mcnemar(question);
      return { exact, mid_p: midP };
    }
    case "agreement": {
      const { value, kappa, ac1, macroF1 } = agreementBinary(question);
      return { value, kappa, ac1, macro_f1: macroF1 };
    }
  }
}
