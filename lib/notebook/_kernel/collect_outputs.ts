import * as v from "valibot";
import { parseOutput } from "../_cells/parse_output.ts";
import type { NotebookOutput } from "../notebook_types.ts";

/** Gathers what a kernel publishes into the outputs of cells. */
export interface OutputCollector {
  /** Takes one message of the output channel; messages that are no outputs are passed over. */
  add(cell: number, message: OutputMessage): void;
  /** The outputs of a cell as they stand. */
  outputs(cell: number): readonly NotebookOutput[];
  /** What could not be placed since the last call, in words. */
  takeLost(): readonly string[];
}

/** A message of the output channel. */
export interface OutputMessage {
  /** E.g. `stream`, `display_data`, `update_display_data`. */
  readonly type: string;
  /** As the kernel sent it. */
  readonly content: Readonly<Record<string, unknown>>;
}

/** One place in a cell's output area; an update replaces what it holds. */
interface Slot {
  output: NotebookOutput;
}

const transient = v.object({
  transient: v.optional(v.object({ display_id: v.optional(v.string()) })),
});
const update = v.object({
  data: v.record(v.string(), v.unknown()),
  metadata: v.optional(v.record(v.string(), v.unknown()), {}),
});

/**
 * Makes a collector that follows the Jupyter protocol: neighbouring text of one stream is joined, a display that is
 * updated shows its last state wherever it stands, `clear_output` empties a cell (with `wait`, when the next output comes).
 */
export function collectOutputs(): OutputCollector {
  const cells = new Map<number, Slot[]>();
  const displays = new Map<string, Slot[]>();
  const clearNext = new Set<number>();
  let lost: string[] = [];

  const append = (cell: number, output: NotebookOutput, content: unknown) => {
    if (clearNext.delete(cell)) cells.delete(cell);
    const slots = cells.get(cell) ?? [];
    cells.set(cell, slots);
    const last = slots.at(-1);
    if (
      output.output_type === "stream" && last?.output.output_type === "stream" &&
      last.output.name === output.name
    ) {
      last.output = { ...output, text: last.output.text + output.text };
      return;
    }
    const slot = { output };
    slots.push(slot);
    const id = displayId(content);
    if (id !== undefined) displays.set(id, [...displays.get(id) ?? [], slot]);
  };
  const replace = (content: unknown) => {
    const id = displayId(content) ?? "";
    const next = v.safeParse(update, content);
    const slots = displays.get(id) ?? [];
    if (!next.success || slots.length === 0) {
      lost.push(`an update of the display "${id}", which no cell shows`);
      return;
    }
    for (const slot of slots) {
      const { output } = slot;
      if (output.output_type === "display_data" || output.output_type === "execute_result") {
        slot.output = { ...output, ...next.output };
      }
    }
  };
  return {
    add(cell: number, { type, content }: OutputMessage): void {
      if (type === "update_display_data") return replace(content);
      if (type === "clear_output") {
        if (content.wait === true) clearNext.add(cell);
        else cells.delete(cell);
        return;
      }
      if (!["stream", "display_data", "execute_result", "error"].includes(type)) return;
      try {
        append(cell, parseOutput({ ...content, output_type: type }, `a "${type}"`), content);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        lost.push(`an output that cannot be read: ${error.message}`);
      }
    },
    outputs: (cell: number) => (cells.get(cell) ?? []).map(({ output }) => output),
    takeLost(): readonly string[] {
      const taken = lost;
      lost = [];
      return taken;
    },
  };
}

function displayId(content: unknown): string | undefined {
  const parsed = v.safeParse(transient, content);
  return parsed.success ? parsed.output.transient?.display_id : undefined;
}
