import type { Observation } from "../interval.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";

/**
 * The two columns of a comparison, and `a - b` where both are known.
 *
 * @internal
 */
export interface ReferencePairColumns {
  /** The first. */
  readonly a: Observation[];
  /** The second. */
  readonly b: Observation[];
  /** Their difference; null where one is missing. */
  readonly differences: Observation[];
}

/**
 * Columns of a frame, read through the expressions reference cases use.
 *
 * @internal
 */
export interface ReferenceColumns {
  /** Outcome of a model on every item: 0/1, or null where it is to be missing. */
  outcome(model: string): Observation[];
  /** A column by expression: `A == key`, `pos`, `rare`, `late = pos>=3 (0/1)`, `54 zeros`, …. */
  evaluate(expression: string): Observation[];
  /** The two columns `a` and `b` to compare: lists, models of the frame or expressions. */
  pair(): ReferencePairColumns;
  /** The outcome the inputs ask for: `y` (one list, or one a case), or `model`, or model A. */
  y(): Observation[];
  /** The clusters the inputs ask for; `case` where nothing else is said. */
  cluster(): (string | number)[];
}

/**
 * Reads the columns a reference case names by expression.
 *
 * A null letter counts 0 as the file's conventions say, unless the inputs speak of missing answers: then outcomes that
 * are no fault of the model (`api_error`, `skipped`) are missing. Two models named for a comparison have them missing
 * unless the inputs count them wrong: pairs with a missing side are dropped.
 *
 * @internal
 */
export function referenceColumns(inputs: ReferenceInputs): ReferenceColumns {
  const { frame } = inputs;
  const list = (name: string): unknown[] => {
    const column = frame[name];
    if (!Array.isArray(column)) throw new RangeError(`the frame has no column "${name}"`);
    return column;
  };
  const spoken = inputs.mentions(/missing|drop|infra|api_error|null|exclud/i);
  const outcome = (model: string, missing = spoken): Observation[] => {
    const nested = nestedColumn(frame, model);
    if (nested !== null) return nested;
    const key = list("key");
    const status = frame[`${model}_status`];
    return list(model).map((letter, row) => {
      const word = Array.isArray(status) ? status[row] : "ok";
      if (missing && (word === "api_error" || word === "skipped")) return null;
      return letter !== null && letter === key[row] ? 1 : 0;
    });
  };
  const rows =
    (): number => (Array.isArray(frame["key"]) ? frame["key"].length : list("case").length);
  const indicator = (name: string, test: (value: unknown) => boolean): Observation[] =>
    list(name).map((value) => (test(value) ? 1 : 0));
  const evaluate = (expression: string): Observation[] => {
    const text = expression.trim();
    const equals = /^(\w+)\s*==\s*key/.exec(text);
    if (equals?.[1] !== undefined) return outcome(equals[1]);
    const product = /^([^*×]+)[*×]([^*×]+)$/.exec(text);
    if (product?.[1] !== undefined && product[2] !== undefined) {
      const [left, right] = [evaluate(product[1]), evaluate(product[2])];
      return left.map((value, row) => {
        const other = right[row] ?? null;
        return value === null || other === null ? null : value * other;
      });
    }
    const kept = nestedColumn(frame, text) ?? runMeans(frame, text);
    if (kept !== null) return kept;
    const own = frame[text];
    if (Array.isArray(own) && own.some((value) => typeof value === "number")) {
      return own.map((value) => (typeof value === "number" ? value : null));
    }
    const constant = /^(\d+|all|none|every\w*)?\s*(zero|one|wrong|right|correct|[01]s?$)/i.exec(
      text,
    );
    if (constant) {
      const n = /^\d+$/.test(constant[1] ?? "") ? Number(constant[1]) : rows();
      return new Array<number>(n).fill(
        /one|right|correct|1/i.test(constant[2] ?? "") && !/none/i.test(text) ? 1 : 0,
      );
    }
    const compared = /(pos\w*|n_options)\s*(>=|>|<=|<|==|=)\s*(\d+)/.exec(text);
    if (compared?.[1] !== undefined) {
      const name = compared[1].startsWith("pos") ? "pos" : compared[1];
      return indicator(
        name,
        (value) => compare(Number(value), compared[2] ?? "=", Number(compared[3])),
      );
    }
    if (/^intercept|^1$/i.test(text)) return new Array<number>(rows()).fill(1);
    if (/^(un|non-?)rare/i.test(text)) return indicator("rarity", (value) => value !== "rare");
    if (/^rar/i.test(text)) return indicator("rarity", (value) => value === "rare");
    if (/^late/i.test(text)) return indicator("pos", (value) => Number(value) >= 3);
    const label = /^([\w -]+?)(?: in \w+)?(?: \(0\/1\))?$/.exec(text)?.[1];
    for (const kind of ["image_modalities", "table_modalities"]) {
      const labels = frame[kind];
      if (Array.isArray(labels) && labels.some((some) => has(some, label))) {
        return indicator(kind, (some) => has(some, label));
      }
    }
    if (/table/i.test(text)) return indicator("table_modalities", hasAny);
    if (/image/i.test(text)) return indicator("image_modalities", hasAny);
    const chapter = /^(\w+)\s*==?\s*["']?([\w& -]+?)["']?$/.exec(text);
    if (chapter?.[1] !== undefined) return indicator(chapter[1], (value) => value === chapter[2]);
    const column = list(/^pos/.test(text) ? "pos" : text);
    return column.map((value) => (typeof value === "number" ? value : null));
  };
  const side = (name: string): Observation[] => {
    const value = inputs.raw(name);
    if (typeof value !== "string") return inputs.observations(name);
    if (/==/.test(value)) return evaluate(value);
    return outcome(value, spoken || !inputs.mentions(/wrong|official|counts? 0|as zero/i));
  };
  return {
    outcome: (model) => outcome(model),
    evaluate,
    pair: () => {
      const [a, b] = [side("a"), side("b")];
      const differences = a.map((first, row) => {
        const second = b[row] ?? null;
        return first === null || second === null ? null : first - second;
      });
      return { a, b, differences };
    },
    y: () => {
      const y = inputs.raw("y", "score", "correct");
      if (Array.isArray(y) && Array.isArray(y[0])) return inputs.observationMatrix("y").flat();
      if (Array.isArray(y)) {
        return inputs.observations(
          inputs.has("y") ? "y" : inputs.has("score") ? "score" : "correct",
        );
      }
      if (typeof y === "string") return evaluate(y);
      return runMeans(frame, "item means") ?? outcome(inputs.text("model", "A"));
    },
    cluster: () => {
      const given = inputs.raw("cluster", "case");
      if (Array.isArray(given)) return inputs.names(inputs.has("cluster") ? "cluster" : "case");
      if (typeof given === "string" && Array.isArray(frame[given])) {
        return list(given).map((name) => (typeof name === "number" ? name : String(name)));
      }
      const y = inputs.raw("y");
      if (Array.isArray(y) && Array.isArray(y[0])) {
        return inputs.observationMatrix("y").flatMap((some, k) => some.map(() => k));
      }
      const rows = inputs.raw("y", "a", "correct");
      const alone = typeof given === "string" && /each|own|single|singleton|row/i.test(given);
      if (alone || (frame["case"] === undefined && frame["case_of_item"] === undefined)) {
        return (Array.isArray(rows) ? rows : list("item")).map((_, k) => k);
      }
      return list(frame["case"] === undefined ? "case_of_item" : "case").map(String);
    },
  };
}

function hasAny(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function has(value: unknown, label: string | undefined): boolean {
  return Array.isArray(value) && label !== undefined && value.includes(label);
}

/** The means of repeated runs a frame keeps as `y[item][run]`. */
function runMeans(
  frame: Readonly<Record<string, unknown>>,
  text: string,
): Observation[] | null {
  const { models, y } = frame;
  if (models !== undefined || !Array.isArray(y) || !/mean/i.test(text)) return null;
  return y.map((runs: unknown) => {
    const known = Array.isArray(runs) ? runs.filter((value) => typeof value === "number") : [];
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}

function compare(value: number, operator: string, bound: number): boolean {
  if (operator === ">=") return value >= bound;
  if (operator === ">") return value > bound;
  if (operator === "<=") return value <= bound;
  if (operator === "<") return value < bound;
  return value === bound;
}

/** The outcomes of a model kept as `score: {M1: …}` or as a row of `y` under `models`. */
function nestedColumn(
  frame: Readonly<Record<string, unknown>>,
  model: string,
): Observation[] | null {
  const toNumbers = (values: unknown): Observation[] | null =>
    Array.isArray(values)
      ? values.map((value) => (typeof value === "number" ? value : null))
      : null;
  const score = frame["score"];
  if (typeof score === "object" && score !== null) {
    return toNumbers(Object.entries(score).find(([name]) => name === model)?.[1]);
  }
  const { models, y } = frame;
  return Array.isArray(models) && Array.isArray(y) ? toNumbers(y[models.indexOf(model)]) : null;
}
