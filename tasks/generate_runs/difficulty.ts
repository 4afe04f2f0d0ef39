import {
  type LiveClinCase,
  type LiveClinCondition,
  normalQuantile,
  type Pcg32,
  pcg32,
} from "../../mod.ts";

/** What a question is like, the same for every model. */
export interface QuestionDifficulty {
  /** Logits that it is harder than the average one. */
  readonly logit: number;
  /** A wrong option many models fall for. */
  readonly tempting: string;
  /** Logits lost without its images; 0 where it has none. */
  readonly image: number;
  /** Logits by which its options alone give it away. */
  readonly leak: number;
}

/** Spreads on the logit scale: of cases, of questions, of chapters. */
const SPREAD = { case: 0.35, question: 1.1, chapter: 0.15 };
/** Logits by stage, later positions and rarity. */
const STAGE: Readonly<Record<string, number>> = {
  "Diagnosis & Interpretation": 0.2,
  "Therapeutic Strategy": -0.4,
  "Complication Management": 0.1,
  "Follow-up": -0.6,
};
const POSITION = 0.05;

/** Draws the difficulty of every question once, so that all models meet the same set: by case, then by item. */
export function difficulties(
  cases: readonly LiveClinCase[],
  { seed }: { readonly seed: number },
): ReadonlyMap<string, readonly QuestionDifficulty[]> {
  const random = pcg32({ seed, stream: 2 });
  const chapters = new Map<string | null, number>();
  return new Map(cases.map((one) => {
    const level1 = one.tags["level1"] ?? null;
    const chapter = chapters.get(level1) ?? SPREAD.chapter * normal(random);
    chapters.set(level1, chapter);
    const shared = chapter + SPREAD.case * normal(random);
    return [
      one.id,
      one.items.map((item): QuestionDifficulty => ({
        logit: shared + SPREAD.question * normal(random) + (STAGE[item.tags["stage"] ?? ""] ?? 0) +
          POSITION * (item.position - 1),
        tempting: "ABCDEFGHIJ"[random.below(item.optionCount ?? 10)] ?? "A",
        image: (item.labels["image"]?.length ?? 0) === 0 ? 0 : 0.3 + 1.4 * random.uniform(),
        leak: 0.8 * normal(random),
      })),
    ];
  }));
}

/** Chance of a right answer under a condition, given how often the conversation went wrong before. */
export function chanceOf(
  question: QuestionDifficulty,
  { skill, condition, seesImages, wrongBefore }: {
    readonly skill: number;
    readonly condition: LiveClinCondition;
    readonly seesImages: boolean;
    readonly wrongBefore: number;
  },
): number {
  if (condition === "options_only") return 0.1 + 0.2 * logistic(question.leak - 1.2);
  const isBlind = condition === "no_image" || !seesImages;
  const carried = condition === "gold_history" ? 0 : 0.15 * Math.min(2, wrongBefore);
  return logistic(skill - question.logit - (isBlind ? question.image : 0) - carried);
}

/** A standard normal number. */
export function normal(random: Pcg32): number {
  return normalQuantile((random.next() + 0.5) / 2 ** 32);
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
