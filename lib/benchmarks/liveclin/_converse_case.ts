import type { Ask, Message } from "../../types.ts";
import { buildTurn } from "./_build_turn.ts";
import type { LiveClinCase, LiveClinOptions } from "./liveclin_types.ts";
import { PROMPT_TEXTS } from "./_prompt_texts.ts";

/**
 * The protocol, top to bottom: one user turn a question, the model's own replies in between, no system message, and no
 * word on right or wrong. A turn without an answer ends the case.
 */
export async function converseCase(
  c: LiveClinCase,
  ask: Ask,
  options: LiveClinOptions,
): Promise<void> {
  const { condition = "full" } = options;
  let history: readonly Message[] = [];
  for (const [index, item] of c.items.entries()) {
    const { content, images } = await buildTurn(c, index, options);
    const messages: readonly Message[] = [...history, { role: "user", content }];
    const { error, reply } = await ask({ messages, items: [item.id], images });
    if (error !== null || reply === null) return;
    if (condition === "options_only") continue;
    const said = condition === "gold_history"
      ? PROMPT_TEXTS.gold.replace("KEY", item.expected ?? "")
      : reply.content;
    history = [...messages, { role: "assistant", content: said }];
  }
}
