/** What LaTeX reads as a command, and what shows the character instead. */
const COMMANDS: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "$": "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  "_": "\\_",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  '"': "\\textquotedbl{}",
  "×": "$\\times$",
  "≤": "$\\le$",
  "≥": "$\\ge$",
  "–": "--",
  "…": "\\ldots{}",
};

/** Text for LaTeX: nothing in it acts, and line ends are spaces. */
export function escapeLatex(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\\{}$&#%_~^<>|"×≤≥–…]/g, (character) => COMMANDS[character] ?? character)
    // A bracket after a line end would be read as its optional argument.
    .replace(/^\[/, "{[}");
}
