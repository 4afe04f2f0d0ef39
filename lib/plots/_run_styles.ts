import { cleanText } from "./_clean_text.ts";
import type { PlotRow } from "./figure.ts";
import { SERIES_STYLES, type SeriesStyle } from "./_palette.ts";
import { fullNames } from "./_rows_of.ts";

/** How a run is drawn wherever it has a colour of its own. */
export interface RunStyle extends SeriesStyle {
  /** Dashes of its line, as SVG has them; empty for none. */
  readonly dashes: string;
}

/** Colours of the ninth to sixteenth run; their shapes tell them from the first eight as well. */
const FURTHER_COLOURS = [
  "#882255",
  "#44AA99",
  "#7B68C8",
  "#999933",
  "#C0504D",
  "#4E79A7",
  "#6AA84F",
  "#B07AA1",
];
const DASHES = ["", "7,3", "2,2", "9,3,2,3"];

/**
 * The style of each run by its place among the names in order: figures of the same runs give a run the same colour and
 * shape, whatever the order of their rows. Where figures show some of the runs only, `all` are the names that count.
 *
 * Sixteen colours, then shapes and dashes change too: no two of 64 runs are drawn alike.
 */
export function runStyles(
  runs: readonly string[],
  options: { readonly all?: readonly string[] | undefined } = {},
): (run: string) => RunStyle {
  const names = [...new Set([...runs, ...(options.all ?? [])])].toSorted();
  const places = new Map(names.map((name, place) => [name, place]));
  return (run) => styleAt(places.get(run) ?? 0);
}

/**
 * The names of all runs as the figure of these rows writes them, where it shortens some.
 */
export function writtenNames(
  all: readonly string[] | undefined,
  rows: readonly PlotRow[],
): readonly string[] | undefined {
  const shorts = new Map([...fullNames(rows)].map(([short, full]) => [full, short]));
  return all?.map((name) => cleanText(shorts.get(name) ?? name));
}

function styleAt(place: number): RunStyle {
  const n = SERIES_STYLES.length;
  const round = Math.floor(place / n);
  // Three is prime to eight: every further round pairs each colour with another shape.
  const [own, shaped] = [place % n, (place + 3 * round) % n].map((k) => SERIES_STYLES[k]);
  const { color, symbol, vegaShape } = { ...FALLBACK, ...own, ...shaped };
  const further = FURTHER_COLOURS[place % n] ?? color;
  return {
    color: round % 2 === 1 ? further : own?.color ?? color,
    symbol,
    vegaShape,
    dashes: DASHES[(place + round) % DASHES.length] ?? "",
  };
}

const FALLBACK: SeriesStyle = { color: "currentColor", symbol: "circle", vegaShape: "circle" };
