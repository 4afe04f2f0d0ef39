import type { DatasetDescription, ValueCount } from "./describe_dataset.ts";

/** How much is shown. */
export interface RenderDatasetOptions {
  /** Heading; none unless told. */
  readonly title?: string;
  /** At most so many values of an attribute; 20 unless told. */
  readonly maxRows?: number;
}

const LONGEST_VALUE = 60;

/**
 * The terminal text of a dataset's description: counts, keys, then each attribute with its most frequent values.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describeDataset, renderDataset } from "@rounds/rounds";
 *
 * const text = renderDataset(await describeDataset([]), { title: "empty" });
 * assert.match(text, /^empty\n {2}0 cases, 0 items/);
 * ```
 */
export function renderDataset(
  description: DatasetDescription,
  options: RenderDatasetOptions = {},
): string {
  const { title, maxRows = 20 } = options;
  const { cases, items, itemsPerCase, points, optionCounts, expected, constantAnswer } =
    description;
  const noun = items > 0 && optionCounts.every(({ options }) => options !== null)
    ? "question"
    : "item";
  const lines = [
    ...(title === undefined ? [] : [title]),
    `  ${cases} ${plural(cases, "case")}, ${items} ${plural(items, noun)}`,
  ];
  if (itemsPerCase.length > 0) {
    const parts = itemsPerCase.map((entry) => `${entry.items} in ${entry.cases}`);
    lines.push(`  ${noun === "item" ? "Items" : "Questions"} per case: ${parts.join(", ")}`);
  }
  if (points !== undefined) {
    const [least, most] = [itemsPerCase[0]?.items, itemsPerCase.at(-1)?.items];
    lines.push(
      `  ${(items / cases).toFixed(2)} a case on average, from ${least} to ${most}`,
      `  Points: ${points.positive} ${
        plural(points.positive, "item")
      } worth points, ${points.negative} ${
        points.negative === 1 ? "penalty" : "penalties"
      }, from ${points.least} to ${points.most}; ${points.casesWithoutPositive} ${
        plural(points.casesWithoutPositive, "case")
      } with penalties only`,
    );
  }
  if (optionCounts.length > 0 && points === undefined) {
    const parts = optionCounts.map(({ options, items }) => `${options ?? "none"} in ${items}`);
    lines.push(`  Options per ${noun}: ${parts.join(", ")}`);
  }
  if (constantAnswer !== null) {
    const parts = expected.map(({ value, items }) => `${shown(value)} ${items}`);
    lines.push(`  Keys: ${parts.join(", ")}`);
    const percent = (100 * constantAnswer.accuracy).toFixed(1);
    lines.push(`  Always answering ${shown(constantAnswer.answer)} gets ${percent} % right`);
  }
  const sections = [
    ...sectionsOf(description.caseTags, "cases"),
    ...sectionsOf(description.itemTags, noun === "item" ? "items" : "questions"),
    ...sectionsOf(description.labels, "in all"),
  ];
  const single = sections.filter(isOneOfAKind).map(({ name, known }) => `${name} ${known}`);
  if (single.length > 0) lines.push(`  Nearly one of a kind: ${single.join(", ")} different`);
  for (const section of sections) {
    if (section.known > 0 && !isOneOfAKind(section)) lines.push(...sectionLines(section, maxRows));
  }
  return `${lines.join("\n")}\n`;
}

interface Section {
  readonly name: string;
  readonly unit: string;
  readonly rows: readonly { readonly label: string; readonly count: number }[];
  readonly total: number;
  /** Different values, the unknown one left out. */
  readonly known: number;
}

function sectionsOf(
  attributes: Readonly<Record<string, readonly ValueCount[]>>,
  unit: string,
): readonly Section[] {
  return Object.entries(attributes).map(([name, values]) => {
    const rows = values.map((value) => ({
      label: shown(value.value),
      count: unit === "cases" ? value.cases : unit === "in all" ? value.count : value.items,
    }));
    const total = rows.reduce((sum, { count }) => sum + count, 0);
    const known = values.filter(({ value }) => value !== null).length;
    return { name: shown(name), unit, rows, total, known };
  });
}

/** A value of its own for every case, or too many to list for nearly every one, is no distribution. */
function isOneOfAKind({ known, total }: Section): boolean {
  return (known > 5 && known === total) || (known > 20 && known > 0.8 * total);
}

function sectionLines(section: Section, maxRows: number): readonly string[] {
  const rows = section.rows.slice(0, maxRows);
  const width = Math.max(...rows.map(({ label }) => [...label].length));
  const digits = Math.max(...rows.map(({ count }) => String(count).length));
  const lines = rows.map(({ label, count }) => {
    const blanks = " ".repeat(width - [...label].length);
    const percent = (100 * count / section.total).toFixed(1).padStart(5);
    return `    ${label}${blanks}  ${String(count).padStart(digits)}  ${percent} %`;
  });
  const { name, total, unit, known } = section;
  const more = section.rows.length - rows.length;
  return [
    "",
    `  ${name} (${total} ${unit}, ${known} different)`,
    ...lines,
    ...(more > 0 ? [`    and ${more} more`] : []),
  ];
}

function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}

/** Dataset text made safe for a terminal: no control characters, and not too long. */
function shown(value: string | null): string {
  if (value === null) return "(unknown)";
  const safe = value.replaceAll(/\p{C}/gu, "\u{FFFD}");
  const characters = [...safe];
  return characters.length <= LONGEST_VALUE
    ? safe
    : `${characters.slice(0, LONGEST_VALUE - 1).join("")}…`;
}
