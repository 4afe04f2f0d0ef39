import { type AttachmentKind, liveclinModalities } from "../../mod.ts";
import type { DemoCase } from "./demo_cases.ts";

/** How often each thing occurs in the demo set; names in the order of first sight. */
export interface DemoCounts {
  /** Keys, A to J. */
  readonly letters: Readonly<Record<string, number>>;
  /** Cases by their number of questions. */
  readonly questionsPerCase: Readonly<Record<string, number>>;
  /** Cases. */
  readonly chapters: Readonly<Record<string, number>>;
  /** Cases. */
  readonly rarity: Readonly<Record<string, number>>;
  /** Questions, by the protocol's stage. */
  readonly stages: Readonly<Record<string, number>>;
  /** Attachments, by the protocol's modality. */
  readonly imageModalities: Readonly<Record<string, number>>;
  /** Attachments, by the protocol's modality. */
  readonly tableModalities: Readonly<Record<string, number>>;
  /** In all cases together. */
  readonly questions: number;
  /** Questions whose key is longer than every other option. */
  readonly longestKeys: number;
  /** Cases without any image or table. */
  readonly textOnlyCases: number;
}

/** Counts what the demo set holds. */
export function demoCounts(cases: readonly DemoCase[]): DemoCounts {
  const parsed = cases.map((demoCase) => demoCase.parsed);
  const items = parsed.flatMap((demoCase) => demoCase.items);
  const questions = parsed.flatMap((demoCase) => demoCase.questions);
  const modalities = (kind: AttachmentKind): Readonly<Record<string, number>> =>
    tally(
      items.flatMap(({ labels }) => labels[kind] ?? []).flatMap((type) =>
        liveclinModalities(type, kind)
      ),
    );
  return {
    letters: tally(questions.map(({ correctAnswer }) => correctAnswer).toSorted()),
    questionsPerCase: tally(parsed.map((demoCase) => String(demoCase.questions.length)).toSorted()),
    chapters: tally(parsed.map(({ tags }) => tags.level1 ?? "none")),
    rarity: tally(parsed.map(({ tags }) => tags.rarity ?? "none")),
    stages: tally(items.map(({ tags }) => tags.stage ?? "none")),
    imageModalities: modalities("image"),
    tableModalities: modalities("table"),
    questions: questions.length,
    longestKeys: questions.filter(({ options, correctAnswer }) => {
      const others = Object.entries(options).filter(([letter]) => letter !== correctAnswer);
      const length = options[correctAnswer]?.length ?? 0;
      return others.every(([, text]) => text.length < length);
    }).length,
    textOnlyCases:
      parsed.filter(({ items }) =>
        items.every(({ labels }) => (labels.image ?? []).length + (labels.table ?? []).length === 0)
      ).length,
  };
}

function tally(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
