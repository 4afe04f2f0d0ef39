import type { Frame } from "../frames/frame.ts";
import type { RunKey } from "./accuracy_row.ts";
import { runsOf } from "./_run_keys.ts";
import { requireColumns } from "./_score_rows.ts";

/** The questions of one run with their labels. */
export interface LabelledRun {
  /** The run. */
  readonly run: RunKey;
  /** One entry a question and trial. */
  readonly items: readonly LabelledItem[];
}

/** A question with its labels. */
export interface LabelledItem {
  /** Case. */
  readonly caseId: string;
  /** The question, the same in every trial. */
  readonly question: string;
  /** Score; null when unknown. */
  readonly y: number | null;
  /** Labels, each once; of several kinds each begins with its kind (`image: CT`). */
  readonly labels: ReadonlySet<string>;
  /** One of its rows in the frame. */
  readonly row: number;
}

/**
 * The questions of a `labelsFrame` with the labels of one kind, or of all, put together again.
 *
 * Throws `RangeError` for a frame without labels, a kind it does not have, and items that carry points.
 */
export function labelItems(
  frame: Frame,
  options: { readonly kind: string | null },
): readonly LabelledRun[] {
  const names = ["run_id", "case_id", "trial", "item", "score", "kind", "label"];
  requireColumns(frame, names);
  if (frame.height === 0) return [];
  if (frame.columns.includes("points") && frame.getColumn("points").nullCount() < frame.height) {
    throw new RangeError("These items carry points, so no answer is just right or wrong");
  }
  const [ids = [], cases = [], trials = [], items = [], scores = [], kinds = [], labels = []] =
    names
      .map((name): unknown[] => frame.getColumn(name).toArray());
  const known = [...new Set(kinds.map(String))];
  if (options.kind !== null && !known.includes(options.kind)) {
    throw new RangeError(
      `kind is "${options.kind}", but the labels of this frame are of ${known.join(", ")}`,
    );
  }
  const severalKinds = options.kind === null && known.length > 1;
  const runs = runsOf(frame, ids.map(String));
  const found = new Map<string, Map<string, LabelledItem & { readonly labels: Set<string> }>>();
  ids.forEach((id, row) => {
    if (options.kind !== null && kinds[row] !== options.kind) return;
    const own = found.get(String(id)) ?? new Map();
    found.set(String(id), own);
    const key = JSON.stringify([cases[row], trials[row], items[row]]);
    const item = own.get(key) ?? {
      caseId: String(cases[row]),
      question: JSON.stringify([cases[row], items[row]]),
      y: typeof scores[row] === "number" ? scores[row] : null,
      labels: new Set<string>(),
      row,
    };
    own.set(key, item);
    const label = labels[row];
    if (typeof label === "string") {
      item.labels.add(severalKinds ? `${kinds[row]}: ${label}` : label);
    }
  });
  return [...found].flatMap(([id, own]) => {
    const run = runs.get(id);
    return run === undefined ? [] : [{ run, items: [...own.values()] }];
  });
}
