import type { MimeBundle, Notebook } from "../../mod.ts";

/** What a page made from a notebook must hold. */
export interface ExpectedFigures {
  /** Drawings inside HTML outputs. */
  readonly drawings: number;
  /** Pictures, PNG or JPEG. */
  readonly pictures: number;
  /** Outputs that no reader of the page will see: code cell and why. */
  readonly unseen: readonly string[];
}

/** Counts the figures among a notebook's outputs, and finds those a converter to HTML leaves out. */
export function expectedFigures(notebook: Notebook): ExpectedFigures {
  let drawings = 0;
  let pictures = 0;
  const unseen: string[] = [];
  const codeCells = notebook.cells.filter((cell) => cell.cell_type === "code");
  for (const [index, { outputs }] of codeCells.entries()) {
    for (const output of outputs) {
      if (output.output_type === "error") {
        unseen.push(`cell ${index + 1}: error output ${output.ename}: ${output.evalue}`);
      }
      if (output.output_type !== "display_data" && output.output_type !== "execute_result") {
        continue;
      }
      const html = output.data["text/html"];
      if (typeof html === "string") {
        drawings += count(html, /<svg[\s>]/gi);
        pictures += count(html, /<img[\s>]/gi);
      } else if ("image/png" in output.data || "image/jpeg" in output.data) pictures++;
      else if (shownAsNothing(output.data)) {
        const types = Object.keys(output.data).join(", ");
        unseen.push(`cell ${index + 1}: an output of ${types} stays blank; add text/html`);
      }
    }
  }
  return { drawings, pictures, unseen };
}

/** A bare SVG loses its content to the converter's sanitiser; a chart specification needs a script from elsewhere. */
function shownAsNothing(bundle: MimeBundle): boolean {
  const types = Object.keys(bundle);
  const text = ["text/plain", "text/markdown", "text/latex"].some((type) => types.includes(type));
  return types.includes("image/svg+xml") || (!text && types.length > 0);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
