import type { Summary } from "../../types.ts";
import { isRecord } from "../../parse/is_record.ts";
import { pythonFixed } from "../../parse/python_fixed.ts";

const WIDTH = 60;
/** Groups shown of each kind. */
const MOST = 40;

/** The terminal text of an official summary: both means, named; signed points; groups of cases and criteria. */
export function renderSummary(
  summary: Summary,
  meta: { readonly model: string; readonly dataset: string },
): string {
  if (Object.keys(summary).length === 0) return "No results to summarize.";
  const { labels_by: labellers } = summary;
  const whose = Array.isArray(labellers)
    ? ` (where the data has none: by the judge ${labellers.map(String).map(shown).join(", ")})`
    : "";
  const blocks = [
    [`  LiveMedBench Results: ${shown(meta.model)} (${shown(meta.dataset)})`],
    [
      `  Official mean:  ${
        fixed(summary["official_mean"])
      }  (mean of case scores, then clipped to 0-1)`,
      `  Paper mean:     ${
        fixed(summary["paper_mean"])
      }  (each case score clipped to 0-1, then the mean)`,
      `  Cases ${whole(summary["total_cases"])}; criteria ${
        whole(summary["scored_criteria"])
      } scored of ${whole(summary["total_criteria"])}, the others count 0`,
    ],
    [
      `  Positive points earned:     ${percent(summary["positive_points_earned"])}`,
      `  Penalty points triggered:   ${percent(summary["penalty_points_triggered"])}`,
    ],
    cases(summary["by_month"], "By Month:"),
    cases(summary["by_language"], "By Language:"),
    cases(summary["by_theme"], `By Theme${whose}:`),
    cases(summary["by_specialty"], `By Specialty${whose}:`),
    axes(summary["by_axis"], whose),
  ].filter((block) => block.length > 0).map((block) => block.join("\n"));
  const [title = "", ...rest] = blocks;
  const heavy = "=".repeat(WIDTH);
  return [heavy, title, heavy, rest.join(`\n${"-".repeat(WIDTH)}\n`), heavy].join("\n");
}

function cases(block: unknown, title: string): readonly string[] {
  return rows(
    block,
    title,
    (name, group) =>
      `    ${name} (${whole(group["cases"]).padStart(4)} cases)  official ${
        fixed(group["official_mean"])
      }  paper ${fixed(group["paper_mean"])}`,
  );
}

function axes(block: unknown, whose: string): readonly string[] {
  return rows(
    block,
    `By Axis, missed or triggered${whose}:`,
    (name, group) =>
      `    ${name} (${whole(group["criteria"]).padStart(4)} criteria)  errors ${
        percent(group["error_rate"])
      }`,
  );
}

function rows(
  block: unknown,
  title: string,
  row: (name: string, group: Readonly<Record<string, unknown>>) => string,
): readonly string[] {
  const all = isRecord(block) ? Object.entries(block) : [];
  if (all.length === 0) return [];
  const width = Math.max(...all.map(([name]) => [...shown(name)].length));
  const lines = all.slice(0, MOST).map(([name, group]) =>
    row(shown(name) + " ".repeat(width - [...shown(name)].length), isRecord(group) ? group : {})
  );
  const more = all.length > MOST ? [`    ... and ${all.length - MOST} more`] : [];
  return [`  ${title}`, ...lines, ...more];
}

function fixed(value: unknown): string {
  return typeof value === "number" ? pythonFixed(value, 4) : "n/a";
}

function percent(value: unknown): string {
  return typeof value === "number" ? `${pythonFixed(100 * value, 1)}%` : "n/a";
}

function whole(value: unknown): string {
  return typeof value === "number" ? String(value) : "n/a";
}

/** Control and direction characters of a file's own words would act on the terminal. */
function shown(text: string): string {
  return text.replace(
    /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
