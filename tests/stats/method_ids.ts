import ts from "typescript";

/** What a template of ids may become where the source alone does not tell. */
const EXPANSIONS: Readonly<Record<string, readonly string[]>> = {
  "clustered-mean/${chosen}": ["wilson-eff", "t", "cr2"].map((one) => `clustered-mean/${one}`),
  "cluster-sign-flip/${kind}": ["cluster-sign-flip/exact", "cluster-sign-flip/monte-carlo"],
  "paired-proportions/${method}": ["paired-proportions/tango", "paired-proportions/newcombe"],
  "cluster-bootstrap/${interval}": ["percentile", "bca", "studentised"]
    .map((one) => `cluster-bootstrap/${one}`),
  "accuracy-by-label/${mode}": ["accuracy-by-label/item", "accuracy-by-label/official"],
  "interaction/${scale}": ["interaction/probability", "interaction/odds"],
  "alt-test/${alignment}": ["alt-test/accuracy", "alt-test/rmse"],
  "krippendorff/${metric}": ["nominal", "ordinal", "interval", "ratio"]
    .map((one) => `krippendorff/${one}`),
  "correlation/${kind}": ["correlation/pearson", "correlation/spearman"],
  "prior-${prior}": ["prior-0.5"],
  "rubric/clip-${clip}/missing-${missing}": ["none", "case"].flatMap((clip) =>
    ["null", "zero"].map((missing) => `rubric/clip-${clip}/missing-${missing}`)
  ),
  "rubric/${variant}": ["official", "unclipped", "clipped", "earned", "triggered"]
    .map((one) => `rubric/${one}`),
};

/** Ids that are made by changing another: the family that is renamed. */
const RENAMED = ["question-accuracy", "accuracy-by"];
/** Names of properties and variables that hold ids. */
const NAMES = new Set(["method", "test", "rank_method", "simultaneous"]);

/** Every method id that the sources of `lib/stats` and `lib/tables` hold; throws for a template nobody expanded. */
export function methodIds(): readonly string[] {
  const ids = ["lib/stats", "lib/tables"].flatMap((folder) =>
    sourcesOf(new URL(`../../${folder}/`, import.meta.url)).flatMap(idsOf)
  );
  const renamed = RENAMED.flatMap((family) =>
    ids.filter((id) => id.startsWith("clustered-mean/"))
      .map((id) => id.replace("clustered-mean", family))
  );
  // The adjustments of `compareRuns` and `adjustP` are options before they are ids.
  const adjust = ["holm", "hochberg", "bonferroni", "bh", "by", "none"];
  return [...new Set([...ids, ...renamed, ...adjust])].toSorted();
}

function sourcesOf(folder: URL): readonly URL[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    if (isDirectory) {
      const isOther = ["references", "report", "simulation"].includes(name);
      return isOther ? [] : sourcesOf(new URL(`${name}/`, folder));
    }
    // A checklist has an item "test", with its name in words.
    return name.endsWith(".ts") && !name.includes("checklist") ? [new URL(name, folder)] : [];
  });
}

function idsOf(url: URL): readonly string[] {
  const source = ts.createSourceFile(
    url.pathname,
    Deno.readTextFileSync(url),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isNamed = ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node);
    if (isNamed && ts.isIdentifier(node.name) && NAMES.has(node.name.text) && node.initializer) {
      found.push(...valuesOf(node.initializer));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  // Several stand in one text where a table needs several.
  return found.flatMap((text) => text.split(", ")).filter((id) => id !== "");
}

/** The texts an expression may have, as far as it says so itself. */
function valuesOf(node: ts.Expression): readonly string[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) {
    return valuesOf(node.expression);
  }
  if (ts.isConditionalExpression(node)) {
    return [...valuesOf(node.whenTrue), ...valuesOf(node.whenFalse)];
  }
  if (
    ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken
  ) {
    return [...valuesOf(node.left), ...valuesOf(node.right)];
  }
  return ts.isTemplateExpression(node) ? templateValues(node) : [];
}

function templateValues(node: ts.TemplateExpression): readonly string[] {
  const text = node.getText().slice(1, -1);
  const known = EXPANSIONS[text];
  if (known !== undefined) return known;
  // Ids that a table takes from an estimate were found where the estimate made them.
  const isJoined = node.templateSpans.every(({ expression, literal }) =>
    valuesOf(expression).length > 0 ||
    (/\.method$/.test(expression.getText()) && /^(, |$)/.test(literal.text))
  );
  if (!isJoined) throw new Error(`Add the ids that \`${text}\` makes to EXPANSIONS`);
  return node.templateSpans.reduce<readonly string[]>((starts, { expression, literal }) => {
    const parts = valuesOf(expression);
    return starts.flatMap((start) =>
      (parts.length === 0 ? [""] : parts).map((part) => start + part + literal.text)
    );
  }, [node.head.text]);
}
