import type { Grade, Item } from "../types.ts";
import { escapeHtml } from "./escape_html.ts";

/** A passage of an answer that decided a criterion. */
interface Passage {
  readonly start: number;
  readonly end: number;
  /** 1-based numbers of the criteria it decided. */
  readonly criteria: readonly number[];
  /** Whether it earned points, or triggered a penalty. */
  readonly isPenalty: boolean;
}

/**
 * An answer as HTML, escaped, with the passages a judge gave as evidence for a met criterion marked and numbered: green for
 * points earned, vermilion for a penalty. Of passages that overlap the first is marked; a quote that is not in the answer
 * marks nothing.
 */
export function markEvidence(
  text: string,
  { grades, items }: { readonly grades: readonly Grade[]; readonly items: readonly Item[] },
): string {
  let html = "";
  let at = 0;
  for (const passage of passagesIn(text, { grades, items })) {
    if (passage.start < at) continue;
    const colour = passage.isPenalty ? "#D55E00" : "#009E73";
    html +=
      `${escapeHtml(text.slice(at, passage.start))}<mark style="background:none;color:inherit;` +
      `border-bottom:3px solid ${colour}">${
        escapeHtml(text.slice(passage.start, passage.end))
      }</mark>` +
      `<sup>${passage.criteria.join(",")}</sup>`;
    at = passage.end;
  }
  return html + escapeHtml(text.slice(at));
}

function passagesIn(
  text: string,
  { grades, items }: { readonly grades: readonly Grade[]; readonly items: readonly Item[] },
): readonly Passage[] {
  const passages = new Map<string, Passage>();
  for (const [index, grade] of grades.entries()) {
    const quote = grade.detail.evidence;
    if (grade.score !== 1 || typeof quote !== "string" || quote === "") continue;
    const start = text.indexOf(quote);
    if (start < 0) continue;
    const points = items.find(({ id }) => id === grade.item)?.points ?? 0;
    const before = passages.get(quote);
    passages.set(quote, {
      start,
      end: start + quote.length,
      criteria: [...before?.criteria ?? [], index + 1],
      isPenalty: (before?.isPenalty ?? false) || points < 0,
    });
  }
  return [...passages.values()].toSorted((a, b) => a.start - b.start || b.end - a.end);
}
