import ts from "typescript";
import type { Finding } from "./finding.ts";
import { lineOf } from "./line_of.ts";
import type { TreeFile } from "./tree_file.ts";
import { walkNodes } from "./walk_nodes.ts";

interface Forbidden {
  readonly pattern: RegExp;
  readonly files: RegExp;
  readonly advice: string;
}

/** Written with brackets so that this file does not find itself. Made-up paths are those of `ada`. */
const FORBIDDEN: readonly Forbidden[] = [
  {
    pattern: /\b(TOD[O]|FIXM[E]|XX[X]|HAC[K])\b/,
    files: /./,
    advice: "do it now, or leave it out",
  },
  {
    pattern: /@ts-(ignor[e]|nochec[k]|expect-erro[r])/,
    files: /\.ts$|ipynb/,
    advice: "mend the type",
  },
  {
    pattern: /deno-lint-ignor[e](?!.* -- \S)/,
    files: /\.ts$|ipynb/,
    advice: "mend it, or say why: // deno-lint-ignor… rule -- reason",
  },
  {
    pattern: /(?<![\w.@/\\-])\/(work|root|home\/(?!ada\/)\w+|Users\/(?!ada\/)\w+)\/(?!\.\.\.)/,
    files: /./,
    advice: "no path of one machine",
  },
  {
    pattern: /(?<![\w.@/\\-])\/tm[p]\//,
    files: /^(lib|tasks|notebooks|\.ci)\//,
    advice: "make a temporary folder with Deno.makeTempDir",
  },
  {
    pattern: /registr[y]\.npm|\bissue #?\d+\b/i,
    files: /^(?!LICENSE)/,
    advice: "say it without naming a host or an issue",
  },
  {
    pattern: /\bDeno\.test\.(only|ignor[e])\(|\bonl[y]: true/,
    files: /\.ts$/,
    advice: "run every test",
  },
];

/** Words, types and paths that must not stay in the tree. */
export function wording(tree: readonly TreeFile[]): readonly Finding[] {
  return tree.flatMap((file) => [...words(file), ...anyTypes(file), ...ignoredTests(file)])
    .toSorted((a, b) => a.file === b.file ? a.line - b.line : 0);
}

function words({ path, text }: TreeFile): readonly Finding[] {
  return text.split("\n").flatMap((line, index) =>
    FORBIDDEN.flatMap(({ pattern, files, advice }) => {
      const found = files.test(path) ? pattern.exec(line)?.[0] : undefined;
      return found === undefined
        ? []
        : [{ file: path, line: index + 1, message: `"${found}": ${advice}` }];
    })
  );
}

/** `any` wherever it stands for a type, and the casts that get round the checker. */
function anyTypes({ path, syntax }: TreeFile): readonly Finding[] {
  const findings: Finding[] = [];
  if (syntax === null) return findings;
  walkNodes(syntax, (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      findings.push({
        file: path,
        line: lineOf(node),
        message: "the type any: say what it is, or unknown and parse it",
      });
    }
    if (!ts.isAsExpression(node)) return;
    const inner = node.expression;
    const double = ts.isAsExpression(inner) && inner.type.kind === ts.SyntaxKind.UnknownKeyword;
    if (double || node.type.kind === ts.SyntaxKind.NeverKeyword) {
      findings.push({
        file: path,
        line: lineOf(node),
        message: "a cast that silences the checker: parse or narrow it",
      });
    }
  });
  return findings;
}

/** `ignore: true` is allowed only with a comment on its line or the line above. */
function ignoredTests({ path, text }: TreeFile): readonly Finding[] {
  if (!path.startsWith("tests/")) return [];
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const isIgnored = /\bignor[e]: true\b/.test(line);
    const isExplained = line.includes("// ") ||
      (lines[index - 1] ?? "").trimStart().startsWith("// ");
    if (!isIgnored || isExplained) return [];
    return [{
      file: path,
      line: index + 1,
      message: "a test that never runs: mend it, or say why in a comment above",
    }];
  });
}
