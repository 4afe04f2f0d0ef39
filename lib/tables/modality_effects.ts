import type { Frame } from "../frames/frame.ts";
import type { EffectRow } from "./effect_row.ts";
import { type Factor, fitEffects } from "./_fit_effects.ts";
import { groupText, groupValue } from "./_group_rows.ts";
import { labelItems } from "./_label_items.ts";
import { requireColumns } from "./_score_rows.ts";

/** Which labels, and what to adjust for. */
export interface ModalityEffectsOptions {
  /** `image` or `table`, or another kind of the frame; default all kinds together. */
  readonly kind?: string;
  /** Columns to adjust for besides the other labels; default `["position", "stage"]`, where the frame knows them. */
  readonly adjust?: readonly string[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** Columns adjusted for unless others are asked for. */
const ADJUST = ["position", "stage"];

/**
 * What each modality does to accuracy, against questions without it: adjusted for the other modalities of the question,
 * its position and its stage, and beside that unadjusted; plain rows for `effectsPlot`.
 *
 * `frame` is a `labelsFrame`; clean reading. One logistic regression a run with a 0/1 column for each label and errors
 * clustered by case, reported as standardised accuracies (`EffectRow`). Throws `RangeError` for a frame without labels, a
 * kind or column it does not have, a level outside (0,1), and items that carry points.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { labelsFrame, modalityEffects } from "@rounds/rounds";
 *
 * assert.deepEqual(modalityEffects(labelsFrame([])), []);
 * ```
 */
export function modalityEffects(
  frame: Frame,
  options: ModalityEffectsOptions = {},
): readonly EffectRow[] {
  const { kind = null, level = 0.95 } = options;
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level is ${level}, expected a number between 0 and 1`);
  }
  requireColumns(frame, options.adjust ?? []);
  const adjust = (options.adjust ?? ADJUST).filter((name) =>
    options.adjust !== undefined ||
    (frame.columns.includes(name) && frame.getColumn(name).nullCount() < frame.height)
  );
  const runs = labelItems(frame, { kind });
  const columns = adjust.map((name) => {
    const cells: unknown[] = frame.getColumn(name).toArray();
    return { name, cells };
  });
  const counts = new Map<string, number>();
  for (const { items } of runs) {
    for (const label of items.flatMap(({ labels }) => [...labels])) {
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
  }
  const labels = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([label]) => label);
  return runs.flatMap(({ run, items }) =>
    fitEffects({
      run,
      y: items.map(({ y }) => y),
      cluster: items.map(({ caseId }) => caseId),
      factors: [
        {
          term: kind ?? "modality",
          reference: null,
          levels: new Map(labels.map((label) => [
            label,
            items.map((item) => Number(item.labels.has(label))),
          ])),
          wanted: true,
        },
        ...columns.map(({ name, cells }) =>
          adjustment(name, items.map(({ row }) => groupValue(cells[row])))
        ),
      ],
      level,
    })
  );
}

/** A column to adjust for: all its levels but the most frequent; one that nobody knows is a level of its own. */
function adjustment(
  name: string,
  values: readonly (string | number | boolean | null)[],
): Factor {
  const texts = values.map((value) => groupText([name], { values: [value], kind: null }));
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [reference = "", ...others] = [...counts].toSorted(([, m], [, n]) => n - m)
    .map(([text]) => text);
  return {
    term: name,
    reference,
    levels: new Map(others.map((other) => [other, texts.map((text) => Number(text === other))])),
    wanted: false,
  };
}
