import type { AccuracyData, AccuracyPoint } from "./_accuracy_data.ts";
import { estimateText } from "./_share_text.ts";
import { tipText } from "./_tip_text.ts";

const LINE = 15;
/** Runs of one position stand side by side within this share of the distance between positions. */
const SPREAD = 0.6;

/** A point and where it stands. */
export interface PlacedPoint extends AccuracyPoint {
  /** Place on the axis. */
  readonly x: number;
  /** Colour. */
  readonly color: string;
  /** Name of a shape. */
  readonly symbol: string;
  /** What a browser shows when the pointer rests on it. */
  readonly tip: string;
}

/** A name at the end of its line. */
export interface EndLabel {
  /** Lines. */
  readonly text: string;
  /** Place of its point on the axis. */
  readonly x: number;
  /** Where its point is, as a share. */
  readonly value: number;
  /** Colour. */
  readonly color: string;
  /** Name of a shape. */
  readonly symbol: string;
  /** Where the label is centred, CSS pixels from the top. */
  readonly pixel: number;
}

/** Puts the runs of one position side by side. */
export function spread(data: AccuracyData): PlacedPoint[] {
  const numbers = new Map(data.groups.map((group) => [group.name, group.number ?? 0]));
  const step = data.runs.length < 2 ? 0 : Math.min(SPREAD / (data.runs.length - 1), 0.12);
  return data.points.map((point) => {
    const index = data.runs.indexOf(point.run);
    const { color, symbol } = data.style(point.run);
    const shift = (index - (data.runs.length - 1) / 2) * step;
    const tip = tipText(point.row, estimateText(point));
    return { ...point, tip, x: (numbers.get(point.group) ?? 0) + shift, color, symbol };
  });
}

/** Names each run at its last point, and moves names apart that would overprint each other. */
export function endLabels(
  points: readonly PlacedPoint[],
  options: {
    readonly names: readonly (readonly string[])[];
    readonly runs: readonly string[];
    readonly place: (value: number) => number;
    readonly room: readonly [top: number, bottom: number];
  },
): EndLabel[] {
  const { names, runs, place, room } = options;
  const labels = runs.flatMap((run, index) => {
    const last = points.findLast((point) => point.run === run);
    if (last === undefined || last.value === null) return [];
    const lines = names[index] ?? [run];
    const { x, value, color, symbol } = last;
    return [{
      text: lines.join("\n"),
      x,
      value,
      color,
      symbol,
      tall: lines.length * LINE,
      wanted: place(value),
    }];
  }).toSorted((a, b) => a.wanted - b.wanted);
  const tops: number[] = [];
  let free = room[0] - LINE / 2;
  for (const label of labels) {
    const top = Math.max(free, label.wanted - label.tall / 2);
    tops.push(top);
    free = top + label.tall;
  }
  // What was pushed out below is pushed back up, from the last label to the first.
  let limit = room[1] + LINE / 2;
  for (let index = labels.length - 1; index >= 0; index--) {
    const tall = labels[index]?.tall ?? 0;
    const top = Math.min(tops[index] ?? 0, limit - tall);
    tops[index] = top;
    limit = top;
  }
  return labels.map(({ text, x, value, color, symbol, tall }, index) => ({
    text,
    x,
    value,
    color,
    symbol,
    pixel: (tops[index] ?? 0) + tall / 2,
  }));
}
