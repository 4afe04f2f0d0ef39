import defer * as vega from "vega";
import defer * as vegaLite from "vega-lite";
import type { VegaLiteSpec } from "./figure.ts";
import { FONT_FAMILY, type SvgPart } from "./_render_plot.ts";
import { textWidth } from "./_text_width.ts";

/** How much wider a bold text is. */
const BOLD = 1.1;

/** Colours that follow the page; kept out of specifications, for a canvas does not know `currentColor`. */
const CONFIG = {
  background: null,
  font: FONT_FAMILY,
  text: { color: "currentColor" },
  axis: { labelColor: "currentColor", titleColor: "currentColor", domainColor: "currentColor" },
  legend: { labelColor: "currentColor", titleColor: "currentColor" },
  header: { labelColor: "currentColor", titleColor: "currentColor" },
  title: { color: "currentColor", subtitleColor: "currentColor" },
};

/**
 * Draws a Vega-Lite specification without a browser or a canvas, as a group to be placed in a larger SVG.
 *
 * The data must be inside the specification: nothing is loaded.
 */
export function renderVega(spec: VegaLiteSpec): SvgPart {
  // Through `object`: the types of vega-lite know specifications written out, not ones computed.
  const lite: object = vegaLite;
  const compile: Compile = Reflect.get(lite, "compile");
  // Its remarks are about the specification, which the reader of a figure has not written.
  const logger = vega.logger(vega.Error);
  const view = new vega.View(vega.parse(compile(spec, { config: CONFIG, logger }).spec), {
    renderer: "none",
    logger,
  });
  const Renderer: new () => SvgRenderer = Reflect.get(vega, "SVGStringRenderer");
  const metrics: TextMetrics = Reflect.get(vega, "textMetrics");
  const { width: theirs } = metrics;
  // Without a canvas Vega takes every character for a wide one, which leaves half a figure empty.
  metrics.width = ({ fontSize = 11, fontWeight }, text) =>
    textWidth(String(text), { fontSize }) * (fontWeight === "bold" ? BOLD : 1);
  try {
    view.run();
    const root: SceneRoot = Reflect.get(view.scenegraph(), "root");
    const { x1, y1, x2, y2 } = root.bounds;
    const [width, height] = [Math.ceil(x2 - x1), Math.ceil(y2 - y1)];
    // View.toSVG() draws the same, but only in the next turn of the event loop.
    const svg = new Renderer().initialize(null, width, height, [-x1, -y1], 1).render(root).svg();
    const content = svg.slice(svg.indexOf(">") + 1, svg.lastIndexOf("</svg>"));
    return { content: `<g>${content}</g>`, width, height };
  } finally {
    metrics.width = theirs;
    view.finalize();
  }
}

/** The little of Vega that its types do not tell. */
interface SceneRoot {
  readonly bounds: {
    readonly x1: number;
    readonly y1: number;
    readonly x2: number;
    readonly y2: number;
  };
}

interface SvgRenderer {
  initialize(
    element: null,
    width: number,
    height: number,
    origin: readonly [x: number, y: number],
    scale: number,
  ): SvgRenderer;
  render(root: SceneRoot): SvgRenderer;
  svg(): string;
}

/** How Vega measures text; the one place where it can be told. */
interface TextMetrics {
  width: (
    item: { readonly fontSize?: number; readonly fontWeight?: unknown },
    text: unknown,
  ) => number;
}

type Compile = (
  spec: VegaLiteSpec,
  options: { readonly config: typeof CONFIG; readonly logger: unknown },
) => { readonly spec: Parameters<(typeof import("vega"))["parse"]>[0] };
