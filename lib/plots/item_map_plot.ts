import { caseAnchor } from "./_case_anchor.ts";
import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { type ItemDot, itemDots, itemList } from "./_item_dots.ts";
import { counted, joinNotes, provenance } from "./_notes.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { shareText } from "./_share_text.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw the map of questions. */
export interface ItemMapPlotOptions extends Omit<FigureOptions, "backend"> {
  /** Suspect questions to list, the most suspect first; default 12. */
  readonly names?: number;
}

/**
 * Draws every question by its difficulty and its correlation with the rest; questions with suspect keys are marked,
 * and the most suspect numbered and listed below.
 *
 * `rows` are those of `itemRows`: `case_id`, `item`, `difficulty`, `rest_correlation`, and where present `suspect`,
 * `key_posterior`, `expected`, `alternative` and `n` (runs). Questions without a correlation are counted, not drawn.
 *
 * A click on a suspect question, or on its line in the list, goes to its case where `showConversation` shows it on the same
 * page.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for a width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { itemMapPlot } from "@rounds/rounds";
 *
 * const figure = itemMapPlot([
 *   { case_id: "c1", item: "q1", difficulty: 0.7, rest_correlation: 0.4, suspect: false },
 *   { case_id: "c1", item: "q2", difficulty: 0.2, rest_correlation: -0.5, suspect: true, expected: "A", alternative: "C" },
 * ]);
 * assert.equal(figure.title, "1 of 2 keys is suspect: for a physician to look at, no verdict");
 * ```
 */
export function itemMapPlot(rows: PlotRows, options: ItemMapPlotOptions = {}): Figure {
  const items = rowsOf(rows).map(readItem);
  const queue = items.filter(({ suspect }) => suspect)
    .toSorted((a, b) => (a.posterior ?? 1) - (b.posterior ?? 1));
  const named = queue.slice(0, options.names ?? 12);
  const numbers = new Map(named.map((item, place) => [item, String(place + 1)]));
  const dots = items.flatMap((item): ItemDot[] => {
    const { difficulty, correlation, suspect } = item;
    if (difficulty === null || correlation === null) return [];
    const tip = tipText(
      item.row,
      `${shareText(difficulty)} of the runs are right, correlation with the rest ${
        correlation.toFixed(2).replace("-", "−")
      }`,
    );
    const { id, href } = item;
    return [{ difficulty, correlation, suspect, label: numbers.get(item) ?? "", id, tip, href }];
  });
  return finishFigure({
    title: titleOf(items),
    alt: altOf(items, queue),
    caption: captionOf(items, queue),
    rows: items.map(({ row }) => row),
    draw: (size) =>
      dots.length === 0 ? [] : [
        itemDots(dots, size),
        ...(named.length === 0 ? [] : [
          itemList(
            named.map((item, place) => ({ text: listed(item, place), href: item.href })),
            size,
          ),
        ]),
      ],
  }, options);
}

/** `3. 90000013 q2: key A, or C?`, shortened where an id is long. */
function listed({ label, correlation, difficulty }: Item, place: number): string {
  const why = correlation === null && difficulty === 0 ? " (no run right)" : "";
  return `${place + 1}. ${label.length > 44 ? `${label.slice(0, 43)}…` : label}${why}`;
}

interface Item {
  readonly label: string;
  readonly id: string;
  readonly href: string | null;
  readonly difficulty: number | null;
  readonly correlation: number | null;
  readonly suspect: boolean;
  readonly posterior: number | null;
  readonly runs: number | null;
  readonly row: PlotRow;
}

function readItem(row: PlotRow, index: number): Item {
  const reader = rowReader(row, { index, from: "itemRows" });
  const item = reader.text("item");
  if (item === null) throw new TypeError(`Row ${index + 1} has no "item", expected text`);
  const [key, other] = [reader.text("expected"), reader.text("alternative")];
  const caseId = reader.text("case_id");
  const name = [caseId, item].filter((part) => part !== null).join(" ");
  return {
    label: key === null || other === null ? name : `${name}: key ${key}, or ${other}?`,
    id: name,
    href: caseId === null ? null : `#${caseAnchor(caseId)}`,
    difficulty: reader.need("difficulty"),
    correlation: reader.need("rest_correlation"),
    suspect: reader.is("suspect"),
    posterior: reader.number("key_posterior"),
    runs: reader.number("n"),
    row,
  };
}

function titleOf(items: readonly Item[]): string {
  const known = items.filter(({ difficulty }) => difficulty !== null);
  if (known.length === 0) return "No question to show: nothing could be counted";
  const suspects = known.filter(({ suspect }) => suspect).length;
  const of = `of ${known.length.toLocaleString("en-US")}`;
  if (suspects > 0) {
    return `${suspects.toLocaleString("en-US")} ${of} keys ${
      suspects === 1 ? "is" : "are"
    } suspect: for a physician to look at, no verdict`;
  }
  const negative = known.filter(({ correlation }) => (correlation ?? 0) < -1e-12).length;
  return `No key is suspect; ${negative.toLocaleString("en-US")} ${of} questions ${
    negative === 1 ? "is" : "are"
  } wrong more often in better runs`;
}

function altOf(items: readonly Item[], queue: readonly Item[]): string {
  if (items.length === 0) return "An empty figure: there are no rows to draw.";
  const drawn = items.filter(({ correlation }) => correlation !== null).length;
  return `Scatter of ${
    counted(drawn, "question")
  } by the share of runs that are right and the correlation with the rest. ${
    queue.length === 0
      ? "No key is suspect."
      : `Suspect, the most first: ${
        queue.slice(0, 20).map(({ label, posterior }) =>
          posterior === null ? label : `${label} (${shareText(posterior)} for the key)`
        ).join("; ")
      }${queue.length > 20 ? "; and more." : "."}`
  }`;
}

function captionOf(items: readonly Item[], queue: readonly Item[]): string {
  if (items.length === 0) return "Nothing to draw: there are no rows.";
  const all = items.filter(({ difficulty }) => difficulty === 1).length;
  const none = items.filter(({ difficulty }) => difficulty === 0).length;
  const flat =
    items.filter(({ correlation, difficulty }) =>
      correlation === null && difficulty !== 1 && difficulty !== 0
    ).length;
  const runs = Math.max(0, ...items.map(({ runs }) => runs ?? 0));
  return joinNotes([
    "Each question by the share of runs that are right and its correlation over runs with all other questions; a larger dot is several questions alike.",
    runs > 0 &&
    `${counted(runs, "run")}${
      runs < 10 ? ": with fewer than ten a correlation says little about one question" : ""
    }.`,
    queue.length > 0 &&
    "Diamonds: suspect keys. Read as independent voters the runs leave the key a small probability, and either the correlation is negative (the better runs are wrong more often) or the best third of the runs agree on one other option; such a key may lie above zero. Models err alike, so these are for review; the outlined and numbered ones are listed, the most suspect first.",
    all + none > 0 &&
    `Not drawn: ${counted(all, "question")} that all runs and ${
      none.toLocaleString("en-US")
    } that none has right.`,
    flat > 0 && `${counted(flat, "question")} without a correlation for other reasons.`,
    provenance(items.map(({ row }) => row)),
  ]);
}
