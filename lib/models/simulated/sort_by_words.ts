import { hashFraction } from "./hash_fraction.ts";
import { promptBlocks } from "./prompt_blocks.ts";
import type { ChatRequest } from "./types.ts";

/** A name that can be chosen, and what the prompt says it means. */
interface Choice {
  readonly name: string;
  readonly meaning: string;
}

/**
 * Chooses among the names that a sorting prompt lists, by the words that material and name or meaning share: theme and
 * specialty of a question with an axis for each of its criteria, or the type of error behind the criteria an answer
 * failed. Null when the last user message is no such prompt. Of names that fit equally one is drawn by the text, so that
 * equal material is always sorted alike; where nothing fits, `Other` is taken if it is on the list.
 *
 * @internal
 */
export function sortByWords(request: ChatRequest): Readonly<Record<string, unknown>> | null {
  const last = request.messages.findLast(({ role }) => role === "user");
  if (last === undefined) return null;
  const { blocks, instructions } = promptBlocks(last.text);
  const query = blocks.get("query");
  if (query === undefined) return null;
  const choices = choicesOf(instructions);
  const criteria = blocks.get("criteria");
  const failed = blocks.get("failed");
  const [theme, specialty, axis, type] = ["theme", "specialty", "axis", "type"].map((what) =>
    choices.get(what) ?? []
  );
  if (criteria !== undefined && theme?.length && specialty?.length && axis?.length) {
    return {
      theme: choose(theme, query),
      specialty: choose(specialty, query),
      axes: numbered(criteria).map((criterion) => choose(axis, criterion)),
    };
  }
  if (failed === undefined || !type?.length) return null;
  const entries = numbered(failed);
  const criteriaFailed = entries.map((entry) => entry.replace(/^[^:\n]{0,20}: /, ""));
  return {
    gap: entries[0] ?? "",
    cause: "By the words that the failed criteria and the name of this type share.",
    type: choose(type, criteriaFailed.join("\n")),
  };
}

/** The lists of a prompt by the noun after "one": a line each (`- Name: meaning`) or in one line, with commas. */
function choicesOf(instructions: string): ReadonlyMap<string, readonly Choice[]> {
  const found = new Map<string, readonly Choice[]>();
  const lists = /\bone (\w+)\b[^\n]*:\n((?:- [^\n]+(?:\n|$))+)/g;
  for (const [, noun = "", lines = ""] of instructions.matchAll(lists)) {
    const entries = [...lines.matchAll(/^- ([^:\n]+): ([^\n]+)$/gm)];
    found.set(noun, entries.map(([, name = "", meaning = ""]) => ({ name, meaning })));
  }
  for (const [, noun = "", line = ""] of instructions.matchAll(/\bone (\w+): ([^\n]+)\.$/gm)) {
    found.set(noun, line.split(", ").map((name) => ({ name, meaning: "" })));
  }
  return found;
}

/** The entries of a numbered list, each with the lines that follow it. */
function numbered(list: string): readonly string[] {
  const entries: string[] = [];
  for (const line of list.split("\n")) {
    const text = line.startsWith(`${entries.length + 1}. `)
      ? line.slice(`${entries.length + 1}. `.length)
      : null;
    if (text !== null) entries.push(text);
    else entries.push(`${entries.pop() ?? ""}\n${line}`);
  }
  return entries;
}

function choose(choices: readonly Choice[], text: string): string {
  const words = stems(text);
  const shared = choices.map(({ name, meaning }) =>
    2 * words.intersection(stems(name)).size + words.intersection(stems(meaning)).size
  );
  const most = Math.max(...shared);
  if (most === 0 && choices.some(({ name }) => name === "Other")) return "Other";
  const fitting = choices.filter((_, n) => shared[n] === most);
  return fitting[Math.floor(hashFraction("sort", text) * fitting.length)]?.name ?? "";
}

/** Beginnings of the longer words, so that "cardiac" and "Cardiology" meet. */
function stems(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/\p{Script=Latin}{5,}/gu) ?? [];
  return new Set(words.map((word) => word.slice(0, 5)));
}
