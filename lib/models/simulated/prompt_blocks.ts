/**
 * A prompt whose data stand between marks.
 *
 * @internal
 */
export interface PromptBlocks {
  /** The data by name; none when the prompt has no marks. */
  readonly blocks: ReadonlyMap<string, string>;
  /** What stands around the data. */
  readonly instructions: string;
}

/**
 * Takes the data out of a prompt, where each stands between marks that carry one code (`<answer-0123456789abcdef>`,
 * `</answer-0123456789abcdef>`). Marks with another code are data.
 *
 * @internal
 */
export function promptBlocks(prompt: string): PromptBlocks {
  const blocks = new Map<string, string>();
  const code = /<\w+-([0-9a-f]{16})>\n/.exec(prompt)?.[1];
  if (code === undefined) return { blocks, instructions: prompt };
  const block = new RegExp(`<(\\w+)-${code}>\\n([\\s\\S]*?)\\n</\\1-${code}>`, "g");
  const instructions = prompt.replace(block, (_, name: string, text: string) => {
    blocks.set(name, text);
    return "";
  });
  return { blocks, instructions };
}
