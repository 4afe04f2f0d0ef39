/** Messages of tables and figures that speak of their options, in words of the command line. */
const WORDS: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/ with acrossDifferences: true \(--across-differences\)/g, " with --across-differences"],
  [
    /^pairs is (".*"), which names (no run|several runs): expected one of "all", /s,
    "--baseline is $1, which names $2: expected a run's file, or one of ",
  ],
  [
    / Give a casesFrame, whose scores count points.*$/s,
    " Whole cases have a score: --measure case",
  ],
  [/^This frame has no column ("[^"]*(?:", "[^"]*)*").*$/s, "The data have no column $1"],
  [/: give a casesFrame$/, ": --measure case"],
];

/** A message that a table or a figure gives its caller, as a reader of the command line understands it. */
export function inFlags(message: string): string {
  return WORDS.reduce((text, [pattern, words]) => text.replace(pattern, words), message);
}
