import type { Observation } from "../interval.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";

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
  /** The outcome the inputs ask for: `y`, or `model`, or model A. */
  y(): Observation[];
  /** The clusters the inputs ask for; `case` where nothing else is said. */
  cluster(): (string | number)[];
}

/**
 * Reads the columns a reference case names by expression.
 *
 * A null letter counts 0 as the file's conventions say, unless the inputs speak of missing answers: then outcomes that
 * are no fault of the model (`api_error`, `skipped`) are missing.
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
  const outcome = (model: string): Observation[] => {
    const nested = nestedColumn(frame, model);
    if (nested !== null) return nested;
    const key = list("key");
    const status = frame[`${model}_status`];
    const missing = inputs.mentions(/missing|drop|infra|api_error|null|exclud/i);
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
    const constant = /^(\d+|all)?\s*(zero|one|wrong|right|correct)/i.exec(text);
    if (constant) {
      const n = /^\d+$/.test(constant[1] ?? "") ? Number(constant[1]) : rows();
      return new Array<number>(n).fill(/one|right|correct/i.test(constant[2] ?? "") ? 1 : 0);
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
    if (/table/i.test(text)) return indicator("table_modalities", hasAny);
    if (/image/i.test(text)) return indicator("image_modalities", hasAny);
    const chapter = /^(\w+)\s*==?\s*["']?([\w& -]+?)["']?$/.exec(text);
    if (chapter?.[1] !== undefined) return indicator(chapter[1], (value) => value === chapter[2]);
    const column = list(/^pos/.test(text) ? "pos" : text);
    return column.map((value) => (typeof value === "number" ? value : null));
  };
  return {
    outcome,
    evaluate,
    y: () => {
      const y = inputs.raw("y", "score", "correct");
      if (Array.isArray(y)) {
        return inputs.observations(
          inputs.has("y") ? "y" : inputs.has("score") ? "score" : "correct",
        );
      }
      if (typeof y === "string") return evaluate(y);
      return outcome(inputs.text("model", "A"));
    },
    cluster: () => {
      const given = inputs.raw("cluster", "case");
      if (Array.isArray(given)) return inputs.names(inputs.has("cluster") ? "cluster" : "case");
      if (typeof given === "string" && Array.isArray(frame[given])) {
        return list(given).map((name) => (typeof name === "number" ? name : String(name)));
      }
      return list(frame["case"] === undefined ? "case_of_item" : "case").map(String);
    },
  };
}

function hasAny(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
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
  if (Array.isArray(models) && Array.isArray(y)) return toNumbers(y[models.indexOf(model)]);
  return null;
}
