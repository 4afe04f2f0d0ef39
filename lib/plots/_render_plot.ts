import defer * as linkedom from "linkedom";
import defer * as Plot from "@observablehq/plot";

/** What `Plot.plot` takes. (Named through a function of the package, so that its types need not be ours to document.) */
export type PlotSpec = NonNullable<Parameters<(typeof import("@observablehq/plot"))["plot"]>[0]>;

/** A piece of SVG with its size. */
export interface SvgPart {
  /** SVG elements. */
  readonly content: string;
  /** CSS pixels. */
  readonly width: number;
  /** CSS pixels. */
  readonly height: number;
}

/** Font of everything drawn. */
export const FONT_FAMILY = "system-ui, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";

/**
 * Draws an Observable Plot without a browser, as a group to be placed in a larger SVG.
 *
 * The specification must not ask for legends, titles or captions of Plot's own: they would not be part of the SVG.
 */
export function renderPlot(spec: PlotSpec): SvgPart {
  const document = Reflect.get(linkedom.parseHTML("<!doctype html><html></html>"), "document");
  const svg: DrawnElement = Plot.plot({ ...spec, document });
  if (svg.tagName.toLowerCase() !== "svg") {
    throw new TypeError("The plot has a legend, title or caption of its own, expected marks only");
  }
  const [width, height] = ["width", "height"].map((name) => Number(svg.getAttribute(name)));
  // The style sheet Plot adds concerns a stand-alone SVG; some viewers strip or misread it.
  for (const style of svg.querySelectorAll("style")) style.remove();
  const content = svg.innerHTML;
  return {
    content:
      `<g fill="currentColor" font-family="${FONT_FAMILY}" font-size="12" text-anchor="middle">${content}</g>`,
    width: width ?? 0,
    height: height ?? 0,
  };
}

/** The little of a DOM element that is read here; Deno has no DOM types. */
interface DrawnElement {
  readonly tagName: string;
  readonly innerHTML: string;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<{ remove(): void }>;
}
