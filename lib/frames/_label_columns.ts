import type { Column } from "./column.ts";

/** A label of a question: what the further columns of `labelsFrame` read from. */
export interface LabelRow {
  /** Place of its question among the questions. */
  readonly question: number;
  /** `image` or `table`, or another kind that was asked for. */
  readonly kind: string;
  /** The label; null for a question that has none of this kind. */
  readonly label: string | null;
  /** How often the label stands in the question's list. */
  readonly instances: number;
}

/** The columns that make a row of `labelsFrame` more than a row of `questionsFrame`. */
export const LABEL_COLUMNS: readonly Column<LabelRow>[] = [
  {
    name: "kind",
    type: "string",
    description: "What carries the label: image or table",
    read: (row) => row.kind,
  },
  {
    name: "label",
    type: "string",
    description: "The label, e.g. a modality; null for a question that has none of this kind",
    read: (row) => row.label,
  },
  {
    name: "n_instances",
    type: "integer",
    description:
      "How often the label stands in the question's list: always 1 where the list names each label once",
    read: (row) => row.instances,
  },
];
