/** What has a line of its own in a chart of rows. */
export interface LayoutRow {
  /** Written on the left. */
  readonly label: string;
  /** Written on the right, one for each header. */
  readonly cells: readonly string[];
  /** Rows of one section stand below its heading; null or absent without sections. */
  readonly section?: string | null;
}

/** A text and where it stands, CSS pixels. */
export interface PlacedText {
  /** One line or several. */
  readonly text: string;
  /** Its beginning or end. */
  readonly x: number;
  /** Its middle. */
  readonly y: number;
  /** Which of them. */
  readonly anchor: "start" | "end";
  /** What it is, which decides how it looks. */
  readonly kind: "label" | "cell" | "header" | "heading";
}

/** Where everything beside the drawing stands, CSS pixels. */
export interface RowLayout {
  /** Whether labels and cells stand above the drawing of their row, for want of room beside it. */
  readonly stacked: boolean;
  /** Of the whole. */
  readonly width: number;
  /** Room beside the drawing. */
  readonly left: number;
  /** Room beside the drawing. */
  readonly right: number;
  /** Middle, top and bottom of each row. */
  readonly places: readonly { readonly y: number; readonly y1: number; readonly y2: number }[];
  /** Where the first row or its heading begins. */
  readonly start: number;
  /** Where the last row ends. */
  readonly end: number;
  /** Where lines across may stand without crossing a text. */
  readonly strips: readonly { readonly y1: number; readonly y2: number }[];
  /** All texts. */
  readonly texts: readonly PlacedText[];
}

/** How to lay out rows. */
export interface RowLayoutOptions {
  /** CSS pixels. */
  readonly width: number;
  /** Room above the first row for headers and names of lines, CSS pixels. */
  readonly top: number;
  /** Of that, for names of lines, which headers share only where they stand beside the drawing. */
  readonly lines?: number;
  /** Above the cells. */
  readonly headers: readonly string[];
  /** Lines a header may take; default one, however wide. */
  readonly headerWidth?: number;
  /** Names every cell where it stands above its drawing, the first too; default only the others. */
  readonly namesAll?: boolean;
  /** Share of the width that labels may take. */
  readonly labels: number;
  /** Height of a row at least. */
  readonly tall: number;
  /** Between columns. */
  readonly gutter: number;
  /** Narrowest drawing that can be read. */
  readonly narrowest: number;
}
