/** Visible text and reasoning of a reply's content. */
export interface SplitReasoning {
  /** The content without `<think>` blocks, trimmed. */
  readonly text: string;
  /** The blocks' text, joined by an empty line; null when there is none. */
  readonly reasoning: string | null;
}

/**
 * Takes `<think>…</think>` blocks out of a reply. A block that never closes reaches to the end; a closing tag without
 * an opening one (some servers put the opening tag in the prompt) ends a block that began with the reply.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { splitReasoning } from "@rounds/rounds";
 *
 * assert.deepEqual(splitReasoning("<think>It is B?</think>\\boxed{C}"), {
 *   text: "\\boxed{C}",
 *   reasoning: "It is B?",
 * });
 * assert.deepEqual(splitReasoning("plain"), { text: "plain", reasoning: null });
 * ```
 */
export function splitReasoning(content: string): SplitReasoning {
  if (!/<\/?think>/i.test(content)) return { text: content.trim(), reasoning: null };
  const thoughts: string[] = [];
  let rest = content;
  const close = /<\/think>/i.exec(rest);
  const open = /<think>/i.exec(rest);
  if (close !== null && (open === null || close.index < open.index)) {
    thoughts.push(rest.slice(0, close.index));
    rest = rest.slice(close.index + close[0].length);
  }
  const text = rest.replace(/<think>([\s\S]*?)(?:<\/think>|$)/gi, (_, thought: string) => {
    thoughts.push(thought);
    return "";
  });
  const reasoning = thoughts.map((thought) => thought.trim()).filter((thought) => thought !== "")
    .join("\n\n");
  return { text: text.trim(), reasoning: reasoning === "" ? null : reasoning };
}
