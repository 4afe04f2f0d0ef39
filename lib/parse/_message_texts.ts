import { isRecord } from "./is_record.ts";

/** A message's content, taken apart. */
export interface MessageTexts {
  /** What is said; null when the content is neither a text nor a list of parts. */
  readonly said: string | null;
  /** Reasoning that came as parts; empty when none did. */
  readonly thought: string;
  /** Refusals that came as parts; empty when none did. */
  readonly refused: string;
}

/**
 * Reads content that is a text, or a list of parts. A part that is reasoning (`thinking`, `reasoning`, `thought`) is none of
 * what is said: the reference evaluator, which knows texts only, never saw it either.
 */
export function messageTexts(content: unknown): MessageTexts {
  if (typeof content === "string") return { said: content, thought: "", refused: "" };
  if (content === null || content === undefined) return { said: "", thought: "", refused: "" };
  if (!Array.isArray(content)) return { said: null, thought: "", refused: "" };
  const said: string[] = [];
  const thoughts: string[] = [];
  const refusals: string[] = [];
  for (const part of content) {
    if (!isRecord(part)) said.push(typeof part === "string" ? part : "");
    else if (isThought(part)) thoughts.push(anyText(part));
    else if (typeof part["text"] === "string") said.push(part["text"]);
    else if (typeof part["refusal"] === "string") refusals.push(part["refusal"]);
  }
  return { said: said.join(""), thought: joined(thoughts), refused: joined(refusals) };
}

function isThought({ type, thought }: Readonly<Record<string, unknown>>): boolean {
  return thought === true || (typeof type === "string" && /think|reason|thought/i.test(type));
}

const TEXT_FIELDS = ["text", "thinking", "reasoning", "content", "summary"];

/** The text of reasoning, in whatever form it comes: a text, a list, an object with the text somewhere in it. */
export function anyText(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return joined(value.map(anyText));
  if (!isRecord(value)) return "";
  return TEXT_FIELDS.map((field) => anyText(value[field])).find((text) => text !== "") ?? "";
}

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text.trim() !== "").join("\n\n");
}
