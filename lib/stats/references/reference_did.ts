import type { ContaminationDiDOptions } from "../time/contamination_did.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";

/**
 * The rows of a difference in differences: from a frame of dated scores, from lists of rows, or from a 2×2 of cell means.
 *
 * @internal
 */
export function referenceDid(inputs: ReferenceInputs): ContaminationDiDOptions {
  const rows: { y: number | null; model: string; cluster: string; date: string }[] = [];
  const { score, cutoff } = inputs.frame;
  const scores = inputs.raw("score", "scores") ?? score;
  const dated = Array.isArray(inputs.raw("month") ?? inputs.frame["month"]);
  if (dated && typeof scores === "object" && scores !== null && !Array.isArray(scores)) {
    const month = inputs.column("month").map(String);
    const cases = inputs.column("case").map(String);
    const wanted = inputs.raw("models");
    for (const [model, values] of Object.entries(scores)) {
      if (Array.isArray(wanted) && !wanted.includes(model)) continue;
      (Array.isArray(values) ? values : []).forEach((value: unknown, k) =>
        rows.push({
          y: typeof value === "number" ? value : null,
          model,
          cluster: cases[k] ?? `${k}`,
          date: month[k] ?? "",
        })
      );
    }
    return { ...columnsOf(rows), cutoff: cutoffs(inputs.raw("cutoff") ?? cutoff) };
  }
  const y = inputs.raw("y", "score");
  const listed = (...names: string[]): string | undefined =>
    names.find((name) => Array.isArray(inputs.raw(name)));
  const models = listed("model", "model_id", "unit", "group", "treated");
  const cases = listed("case", "cluster", "case_id", "time", "period", "post");
  if (Array.isArray(y) && models !== undefined && cases !== undefined) {
    // A row is after its model's cut-off where every indicator given says so.
    const indicators = [listed("treated"), listed("post") ?? listed("time")]
      .filter((name) => name !== undefined).map((name) => inputs.numbers(name));
    const model = inputs.names(models).map(String);
    const post = model.map((_, k) => indicators.every((values) => (values[k] ?? 0) > 0));
    const cluster = inputs.names(cases).map(String);
    inputs.observations(inputs.has("y") ? "y" : "score").forEach((value, k) =>
      rows.push({
        y: value,
        model: model[k] ?? "",
        cluster: cluster[k] ?? "",
        // A given indicator is written as a date on either side of one cut-off per row kind.
        date: post[k] ? "2001-02" : "2001-01",
      })
    );
    const treated = new Set(model.filter((_, k) => post[k]));
    return {
      ...columnsOf(rows),
      cutoff: Object.fromEntries(model.map((name) => [name, treated.has(name) ? "2001-01" : null])),
    };
  }
  return twoByTwo(inputs);
}

const PERIODS = { pre: /\b(pre|before)\b/i, post: /\b(post|after)\b/i } as const;

/** Numbers by the path of names that leads to them: `means treated pre`. */
function leaves(value: unknown, path: string): [path: string, value: unknown][] {
  if (Array.isArray(value) && value.length === 2 && !/\b(pre|post|before|after)\b/i.test(path)) {
    const names = value.every(Array.isArray) ? ["treated", "control"] : ["pre", "post"];
    return value.flatMap((one: unknown, k) => leaves(one, `${path} ${names[k]}`));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, one]) =>
    leaves(one, `${path} ${key.replaceAll("_", " ")}`)
  );
}

/** Cell means, or lists of scores, of a treated and a control model before and after; the treated one comes first. */
function twoByTwo(inputs: ReferenceInputs): ContaminationDiDOptions {
  const rows: { y: number | null; model: string; cluster: string; date: string }[] = [];
  const cells = leaves(inputs.given, "").flatMap(([path, value]) =>
    (["pre", "post"] as const).filter((side) => PERIODS[side].test(path)).map((side) => ({
      side,
      owner: path.replace(PERIODS[side], "").trim(),
      values: (Array.isArray(value) ? value : [value]).filter((one): one is number =>
        typeof one === "number"
      ),
    }))
  ).filter(({ owner, values }) => values.length > 0 && !/^(n|se|sd)\b/i.test(owner));
  const owners = [...new Set(cells.map((cell) => cell.owner))];
  const control = owners.find((name) => /control|never|clean|untreated/i.test(name)) ?? owners[1];
  if (cells.length !== 4 || owners.length !== 2) {
    throw new TypeError(
      'inputs "treated_pre", "treated_post", "control_pre", "control_post" are missing',
    );
  }
  for (const { side, owner, values } of cells) {
    const alike = cells.every((cell) => cell.side !== side || cell.values.length === values.length);
    values.forEach((y, k) =>
      rows.push({
        y,
        model: owner === control ? "control" : "treated",
        // As many scores on both models are scores of the same cases.
        cluster: alike ? `${side}${k}` : side,
        date: side === "pre" ? "2001-01" : "2001-02",
      })
    );
  }
  return { ...columnsOf(rows), cutoff: { treated: "2001-01", control: null } };
}

function columnsOf(
  rows: readonly { y: number | null; model: string; cluster: string; date: string }[],
): Omit<ContaminationDiDOptions, "cutoff"> {
  return {
    y: rows.map((row) => row.y),
    model: rows.map((row) => row.model),
    cluster: rows.map((row) => row.cluster),
    date: rows.map((row) => row.date),
  };
}

function cutoffs(value: unknown): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(Object(value)).map((
      [model, date],
    ) => [model, typeof date === "string" ? date : null]),
  );
}
