import {
  LIVEMEDBENCH_SPECIALTIES,
  LIVEMEDBENCH_THEMES,
  normalQuantile,
  type Pcg32,
  pcg32,
} from "../../../mod.ts";
import {
  type Axis,
  AXIS_SHARES,
  BAD,
  FILLER,
  GOOD,
  type Language,
  TOPICS,
  worded,
} from "./med_words.ts";

/** A criterion of a generated case. */
export interface MedCriterion {
  readonly criterion: string;
  readonly points: number;
  readonly axis: Axis;
  /** What an answer says that meets it. */
  readonly said: string;
  /** How much harder to meet than others. */
  readonly difficulty: number;
}

/** A case of the generated set, with what is known of it beside its record. */
export interface MedRecord {
  readonly caseId: number;
  /** `yyyy-mm-ddT00:00:00`; empty where it has none. */
  readonly postTime: string;
  /** Months from the first of the set, 0 and up. */
  readonly month: number;
  readonly language: Language;
  readonly theme: string;
  readonly specialty: string;
  readonly narrative: string;
  readonly coreRequest: string;
  readonly doctorAdvice: string;
  readonly difficulty: number;
  readonly criteria: readonly MedCriterion[];
}

/** Cases of a full set with so many criteria: 16,020 in 2,756. */
const SIZES = [[3, 150], [4, 350], [5, 616], [6, 840], [7, 450], [8, 250], [9, 100]] as const;
const FULL = 2756;
/** First month of the set. */
const START = { year: 2024, month: 9 };

/** Months of the set and of what a later release adds. */
const MONTHS = { base: 17, later: 3 };

/**
 * Made-up LiveMedBench cases with the structure of the real set, oldest first: two languages (the share of Chinese grows
 * with time), five themes, specialties of uneven size, 3 to 9 criteria of which a third name an error; 2,756 cases have
 * 16,020 of them. `later` cases are of the three months after. Their words mean nothing.
 */
export function generateMedRecords(
  { cases, later, seed }: {
    readonly cases: number;
    readonly later: number;
    readonly seed: number;
  },
): readonly MedRecord[] {
  const random = pcg32({ seed, stream: 11 });
  const sizes = [
    ...shuffled(Array.from({ length: cases }, (_, n) => sizeAt((n * FULL) / cases)), random),
    ...shuffled(Array.from({ length: later }, (_, n) => sizeAt((n * FULL) / later)), random),
  ];
  const specialties = shuffled([...LIVEMEDBENCH_SPECIALTIES], random);
  const hardness = new Map(specialties.map((name) => [name, 0.2 * normal(random)]));
  return sizes.map((size, n): MedRecord => {
    const time = n < cases
      ? (n * MONTHS.base) / cases
      : MONTHS.base + ((n - cases) * MONTHS.later) / later;
    const month = Math.floor(time);
    const language = random.uniform() < 0.35 + 0.015 * month ? "zh" : "en";
    const isOnlyBad = random.uniform() < 0.003;
    // Squared, so that a few specialties have most of the cases.
    const specialty = specialties[Math.floor(specialties.length * random.uniform() ** 2)] ??
      "Other";
    const topics = shuffled(TOPICS[language], random);
    const theme = Object.keys(LIVEMEDBENCH_THEMES)[random.below(5)] ?? "";
    return {
      caseId: n,
      // A few cases of the real set have no date.
      postTime: random.uniform() < 0.004 ? "" : dateOf(month, 1 + Math.floor(28 * (time % 1))),
      month,
      language,
      theme,
      specialty,
      ...question(random, { language, topics, specialty }),
      difficulty: (hardness.get(specialty) ?? 0) + 0.45 * normal(random) + (THEME[theme] ?? 0) +
        0.012 * month,
      criteria: topics.slice(0, size).map((topic, place) =>
        criterion(random, {
          ...{ topic, language },
          isGood: !isOnlyBad && (place === 0 || random.uniform() < 0.6),
        })
      ),
    };
  });
}

/** How much harder than others a theme is. */
const THEME: Readonly<Record<string, number>> = {
  "Emergency Referrals": -0.25,
  "Responding under Uncertainty": 0.3,
  "Context-Seeking": 0.15,
};

/** How much harder than others an axis is. */
const AXIS: Readonly<Record<Axis, number>> = {
  Accuracy: 0,
  Completeness: 0.15,
  "Communication Quality": -0.35,
  "Context Awareness": 0.3,
  Safety: 0.1,
};

function criterion(
  random: Pcg32,
  { topic, language, isGood }: {
    readonly topic: string;
    readonly language: Language;
    readonly isGood: boolean;
  },
): MedCriterion {
  let left = random.below(100);
  const axis = AXIS_SHARES.find(([, share]) => (left -= share) < 0)?.[0] ?? "Safety";
  const { criterion, said } = (isGood ? GOOD : BAD)[axis][language];
  const size = axis === "Safety" ? 6 + random.below(5) : 2 + random.below(8);
  return {
    criterion: worded(criterion, topic),
    points: isGood ? size : -size,
    axis,
    said: worded(said, topic),
    difficulty: AXIS[axis] + 0.6 * normal(random),
  };
}

function question(
  random: Pcg32,
  { language, topics, specialty }: {
    readonly language: Language;
    readonly topics: readonly string[];
    readonly specialty: string;
  },
): Pick<MedRecord, "narrative" | "coreRequest" | "doctorAdvice"> {
  const [age, weeks] = [18 + random.below(70), 1 + random.below(30)];
  const [first = "", second = "", third = ""] = topics;
  const filler = FILLER[language][random.below(5)] ?? "";
  return language === "zh"
    ? {
      narrative:
        `我今年${age}岁，${first}已经${weeks}周，还有${second}。${third}也让我担心。（${specialty}）`,
      coreRequest: `${first}和${second}该怎么办？`,
      doctorAdvice: `请先处理${first}，再看${second}。${filler}`,
    }
    : {
      narrative: `I am ${age}. For ${weeks} weeks I have noticed ${first}, and also ${second}. ` +
        `Then there is ${third}. (${specialty})`,
      coreRequest: `What should I do about ${first} and ${second}?`,
      doctorAdvice: `Begin with ${first}, then look at ${second}. ${filler}`,
    };
}

function sizeAt(place: number): number {
  let left = place;
  return SIZES.find(([, cases]) => (left -= cases) < 0)?.[0] ?? 6;
}

function dateOf(month: number, day: number): string {
  const at = START.month - 1 + month;
  const year = START.year + Math.floor(at / 12);
  return `${year}-${String(1 + (at % 12)).padStart(2, "0")}-${
    String(day).padStart(2, "0")
  }T00:00:00`;
}

function shuffled<Value>(values: readonly Value[], random: Pcg32): Value[] {
  return values.map((value) => ({ value, key: random.next() })).sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

function normal(random: Pcg32): number {
  return normalQuantile((random.next() + 0.5) / 2 ** 32);
}
