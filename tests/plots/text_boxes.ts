import { parseHTML } from "linkedom";
import { textWidth } from "../../lib/plots/_text_width.ts";

/** A line of text in a drawing and the room it takes, CSS pixels. */
export interface TextBox {
  readonly text: string;
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

/** The little of a DOM node that is read. */
interface Node {
  readonly localName?: string;
  readonly textContent: string;
  readonly childNodes: Iterable<Node>;
  getAttribute?(name: string): string | null;
}

/** a, b, c, d, e, f as SVG has them. */
type Matrix = readonly [number, number, number, number, number, number];

interface Style {
  readonly size: number;
  readonly anchor: string;
  readonly bold: boolean;
  readonly matrix: Matrix;
}

const START: Style = { size: 12, anchor: "start", bold: false, matrix: [1, 0, 0, 1, 0, 0] };

/** Every line of text of an SVG, with where it stands; upright and turned by quarters. */
export function textBoxes(svg: string): readonly TextBox[] {
  const { document } = Object(parseHTML(`<!doctype html><html><body>${svg}</body></html>`));
  return walk(document.querySelector("svg"), START);
}

/** Pairs of texts that cover each other by more than a hair. */
export function overlapping(boxes: readonly TextBox[]): readonly string[] {
  return boxes.flatMap((a, k) =>
    boxes.slice(k + 1).flatMap((b) => {
      const wide = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
      const tall = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
      return wide > 1 && tall > 2
        ? [`"${a.text}" on "${b.text}" (${wide.toFixed(0)} × ${tall.toFixed(0)})`]
        : [];
    })
  );
}

function walk(node: Node, outer: Style): TextBox[] {
  const name = node.localName?.toLowerCase();
  if (name === undefined || name === "title" || name === "defs") return [];
  if (attribute(node, "opacity") === "0") return [];
  const style = styleOf(node, outer);
  if (name !== "text") return [...node.childNodes].flatMap((child) => walk(child, style));
  return linesOf(node, style);
}

function styleOf(node: Node, outer: Style): Style {
  const size = Number.parseFloat(attribute(node, "font-size") ?? "") || outer.size;
  const weight = attribute(node, "font-weight");
  return {
    size,
    anchor: attribute(node, "text-anchor") ?? outer.anchor,
    bold: weight === null ? outer.bold : weight === "bold" || Number(weight) >= 600,
    matrix: [...(attribute(node, "transform") ?? "").matchAll(/(\w+)\(([^)]*)\)/g)].reduce(
      (matrix, [, kind, values]) => times(matrix, single(kind ?? "", numbers(values ?? ""))),
      outer.matrix,
    ),
  };
}

function linesOf(node: Node, style: Style): TextBox[] {
  const spans = [...node.childNodes].filter((child) => child.localName?.toLowerCase() === "tspan");
  const [x, y] = [place(node, "x", style.size), place(node, "y", style.size)];
  const dy = place(node, "dy", style.size);
  if (spans.length === 0) {
    const text = [...node.childNodes].filter((child) => child.localName?.toLowerCase() !== "title")
      .map((child) => child.textContent).join("");
    return boxOf(text, { x, y: y + dy, style });
  }
  let at = y + dy;
  // Text directly inside stands before the first span.
  const bare = [...node.childNodes].filter((child) =>
    child.localName === undefined || child.localName === null
  )
    .map((child) => child.textContent).join("").trim();
  const first = bare === "" ? [] : boxOf(bare, { x, y: at, style });
  return [
    ...first,
    ...spans.flatMap((span) => {
      const own = styleOf(span, style);
      if (attribute(span, "y") !== null) at = place(span, "y", own.size);
      at += place(span, "dy", own.size);
      const from = attribute(span, "x") === null ? x : place(span, "x", own.size);
      return boxOf(span.textContent, { x: from, y: at, style: own });
    }),
  ];
}

function boxOf(
  text: string,
  { x, y, style }: { readonly x: number; readonly y: number; readonly style: Style },
): TextBox[] {
  const { size, anchor, bold, matrix } = style;
  if (text.trim() === "") return [];
  // The widest of the fonts there are is measured; what is drawn is somewhat narrower.
  const wide = textWidth(text, { fontSize: size }) * 0.93 * (bold ? 1.08 : 1);
  const from = x - (anchor === "end" ? wide : anchor === "middle" ? wide / 2 : 0);
  const corners = [[from, y - size * 0.73], [from + wide, y + size * 0.2]].map((
    [cx = 0, cy = 0],
  ) => [
    matrix[0] * cx + matrix[2] * cy + matrix[4],
    matrix[1] * cx + matrix[3] * cy + matrix[5],
  ]);
  const [xs, ys] = [
    corners.map((corner) => corner[0] ?? 0),
    corners.map((corner) => corner[1] ?? 0),
  ];
  return [{
    text,
    x1: Math.min(...xs),
    x2: Math.max(...xs),
    y1: Math.min(...ys),
    y2: Math.max(...ys),
  }];
}

function attribute(node: Node, name: string): string | null {
  return node.getAttribute?.(name) ?? null;
}

/** A length in pixels or ems. */
function place(node: Node, name: string, size: number): number {
  const text = attribute(node, name) ?? "";
  const value = Number.parseFloat(text) || 0;
  return text.endsWith("em") ? value * size : value;
}

function numbers(text: string): readonly number[] {
  return text.split(/[\s,]+/).filter((part) => part !== "").map(Number);
}

function single(kind: string, values: readonly number[]): Matrix {
  const [a = 0, b = 0] = values;
  if (kind === "translate") return [1, 0, 0, 1, a, b];
  if (kind === "scale") return [a, 0, 0, values.length > 1 ? b : a, 0, 0];
  if (kind === "rotate") {
    const turn = a * Math.PI / 180;
    return [Math.cos(turn), Math.sin(turn), -Math.sin(turn), Math.cos(turn), 0, 0];
  }
  return [1, 0, 0, 1, 0, 0];
}

function times(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}
