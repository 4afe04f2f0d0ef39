import { decode, encode } from "fast-png";
import { figurePng, type MimeBundle, type Notebook } from "../../mod.ts";

/** How every figure's HTML begins and ends. */
const FIGURE = /^\s*<figure style="margin:0;overflow-x:auto">(<svg .*<\/svg>)<\/figure>\s*$/s;

/** Pixels per CSS pixel: sharp enough to read, and small enough to keep. */
const SCALE = 1.25;

/**
 * The notebook with its figures as pictures instead of drawings. Sites that show notebooks as files leave drawings out of
 * HTML, and prefer HTML to a picture beside it.
 */
export function pngFigures(notebook: Notebook): Notebook {
  return {
    ...notebook,
    cells: notebook.cells.map((cell) =>
      cell.cell_type !== "code" ? cell : {
        ...cell,
        outputs: cell.outputs.map((output) => {
          if (output.output_type !== "display_data" && output.output_type !== "execute_result") {
            return output;
          }
          const svg = drawingOf(output.data);
          return svg === null ? output : { ...output, ...pictureOf(svg, output.data) };
        }),
      }
    ),
  };
}

function drawingOf(data: MimeBundle): string | null {
  const html = data["text/html"];
  return typeof html === "string" ? FIGURE.exec(html)?.[1] ?? null : null;
}

function pictureOf(svg: string, data: MimeBundle) {
  const [, width, height] = /width="(\d+(?:\.\d+)?)" height="(\d+(?:\.\d+)?)"/.exec(svg) ?? [];
  const { "text/html": _, ...rest } = data;
  return {
    data: { ...rest, "image/png": compact(figurePng({ svg }, { scale: SCALE })).toBase64() },
    // Without these a picture shows at its full number of pixels.
    metadata: { "image/png": { width: Number(width), height: Number(height) } },
  };
}

/** The same picture without its opaque alpha channel, compressed harder: half the bytes. */
function compact(png: Uint8Array): Uint8Array {
  const { width, height, data } = decode(png);
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    rgb[to] = data[from] ?? 0;
    rgb[to + 1] = data[from + 1] ?? 0;
    rgb[to + 2] = data[from + 2] ?? 0;
  }
  return encode({ width, height, data: rgb, channels: 3, depth: 8 }, { zlib: { level: 9 } });
}
