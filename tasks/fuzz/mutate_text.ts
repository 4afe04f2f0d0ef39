import type { Pcg32 } from "../../mod.ts";

/** What a hostile or broken writer might put anywhere. */
const PIECES: readonly string[] = [
  ...['"', "\\", "{", "}", "[", "]", ",", ":", "null", "true", "0", "-1", "1e999", "NaN", '""'],
  ...["\n", "\r\n", "\0", "\u0000", "\u2028", "\ufeff", "\ud800", "\x1b[2J", "\u202e", "é", "日本"],
  ...[
    '"__proto__":{"polluted":1},',
    '"constructor":{"prototype":{"polluted":1}},',
    '"toString":1,',
  ],
  ...['"hasOwnProperty":null,', "\\u005f_proto__", "[".repeat(300), '{"a":'.repeat(200)],
  ...[
    "\\boxed{A}",
    "\\boxed{J}",
    "\\boxed{Z}",
    "\\\\boxed{B}",
    "Answer: K",
    "answer is I",
    "<think>",
  ],
  ...["</think>", "=HYPERLINK(1)", "<script>alert(1)</script>", "[x](javascript:alert(1))"],
  ...["A".repeat(5000), " ".repeat(3000), "isisis:-".repeat(500), "\\boxed{".repeat(300)],
];

/** Words that are exchanged for one another: the text stays well formed and means something else. */
const EXCHANGES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/"[A-J]"/g, ['"A"', '"J"', '"K"', '"a"', '""', "null", "7", '"AB"', '"\\u0130"']],
  [/\d+/g, ["0", "-1", "99999999999999999999", "1.5", "null", '"1"', "1e308"]],
  [/"[a-z_]+":/g, [
    '"__proto__":',
    '"constructor":',
    '"prototype":',
    '"length":',
    '"case_id":',
    '"":',
  ]],
  [/(null|true|false)/g, ["null", "true", "false", "{}", "[]", '""', "0"]],
  [/\{\}|\[\]/g, ["null", "[[]]", '{"a":{}}', '"x"']],
];

/** Changes a text in one to four places: bytes turned, cut, doubled or moved, hostile pieces put in, words exchanged. */
export function mutateText(text: string, random: Pcg32): string {
  let changed = text;
  for (let left = 1 + random.below(4); left > 0; left--) {
    const mutation = MUTATIONS[random.below(MUTATIONS.length)];
    changed = mutation?.(changed, random) ?? changed;
  }
  return changed;
}

type Mutation = (text: string, random: Pcg32) => string;

const MUTATIONS: readonly Mutation[] = [
  (text, random) => {
    const at = place(text, random);
    const code = text.charCodeAt(at) ^ (1 << random.below(7));
    return text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
  },
  (text, random) => text.slice(0, place(text, random)),
  (text, random) => {
    const [from, to] = span(text, random);
    return text.slice(0, from) + text.slice(to);
  },
  (text, random) => {
    const [from, to] = span(text, random);
    return text.slice(0, to) + text.slice(from);
  },
  (text, random) => {
    const at = place(text, random);
    return text.slice(0, at) + pick(PIECES, random) + text.slice(at);
  },
  exchange,
  exchange,
  (text, random) => {
    const lines = text.split("\n");
    const [from, to] = [random.below(lines.length), random.below(lines.length)];
    lines.splice(to, 0, ...lines.splice(from, 1));
    return lines.join("\n");
  },
  (text, random) => {
    const lines = text.split("\n");
    const at = random.below(lines.length);
    return lines.toSpliced(at, 0, lines[at] ?? "").join("\n");
  },
];

function exchange(text: string, random: Pcg32): string {
  const [pattern, words] = EXCHANGES[random.below(EXCHANGES.length)] ?? [/$^/g, [""]];
  const found = [...text.matchAll(pattern)];
  const match = found[random.below(Math.max(1, found.length))];
  if (match === undefined) return text;
  return text.slice(0, match.index) + pick(words, random) +
    text.slice(match.index + match[0].length);
}

function place(text: string, random: Pcg32): number {
  return random.below(Math.max(1, text.length));
}

function span(text: string, random: Pcg32): readonly [number, number] {
  const from = place(text, random);
  return [from, Math.min(text.length, from + 1 + random.below(200))];
}

function pick(words: readonly string[], random: Pcg32): string {
  return words[random.below(words.length)] ?? "";
}
