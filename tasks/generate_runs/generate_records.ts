import { type Pcg32, pcg32 } from "../../mod.ts";
import { type Attachments, attachments } from "./attachments.ts";
import { CHAPTERS } from "./chapters.ts";

/** How many records, and what they look like. */
export interface GenerateRecordsOptions {
  /** Default 1,407, with 6,605 questions. */
  readonly cases?: number;
  /** Equal seeds give equal records; default 1. */
  readonly seed?: number;
  /** Images by their URL and tables (default), none, or one image on the first question by its bare file name. */
  readonly attachments?: "urls" | "none" | { readonly file: string };
}

/** Cases of a full set with 3, 4, 5 and 6 questions: 6,605 in 1,407. */
const SIZES = [[3, 150], [4, 350], [5, 687], [6, 220]] as const;
const FULL = 1407;
/** Cases of a full set that are not rare. */
const UNRARE = 226;

/**
 * Made-up LiveClin records with the structure of the real set: 16 chapters with three groups each, 84 % rare cases, 3 to 6
 * questions of ten options, stages by position, images and tables. Their words mean nothing.
 */
export function generateRecords(options: GenerateRecordsOptions = {}): readonly object[] {
  const { cases = FULL, seed = 1 } = options;
  const random = pcg32({ seed, stream: 1 });
  const sizes = shuffled(spread(SIZES, cases), random);
  const chapters = shuffled(
    spread(CHAPTERS.map((one, place) => [place, one.cases]), cases),
    random,
  );
  const rarities = shuffled(spread([["unrare", UNRARE], ["rare", FULL - UNRARE]], cases), random);
  return Array.from({ length: cases }, (_, n) => {
    const chapter = CHAPTERS[chapters[n] ?? 0];
    // The first group of a chapter is the largest, the last the smallest.
    const group = chapter?.groups[random.below(6) < 3 ? 0 : random.below(5) < 3 ? 1 : 2];
    const questions = sizes[n] ?? 3;
    const scenario = attach(options, { random, n, question: 0 });
    return {
      pmc: String(90_000_000 + n),
      doi: `10.0000/rounds.generated.${n + 1}`,
      Level1: chapter?.name,
      Level2: group,
      Rarity: rarities[n],
      exam_creation: {
        final_policy: {
          scenario: words(random, 90),
          scenario_image_details: scenario.image_details,
          scenario_table_details: scenario.table_details,
          mcqs: Array.from(
            { length: questions },
            (_, q) => mcq(random, { q, ...attach(options, { random, n, question: q + 1 }) }),
          ),
        },
      },
    };
  });
}

/** The values in the proportions of a full set, `length` of them. */
function spread<Value>(
  shares: readonly (readonly [value: Value, cases: number])[],
  length: number,
): Value[] {
  const ends: { readonly value: Value; readonly end: number }[] = [];
  for (const [value, cases] of shares) ends.push({ value, end: (ends.at(-1)?.end ?? 0) + cases });
  return Array.from({ length }, (_, n) => ends.find(({ end }) => (n * FULL) / length < end))
    .flatMap((found) => found === undefined ? [] : [found.value]);
}

function shuffled<Value>(values: readonly Value[], random: Pcg32): Value[] {
  return values.map((value) => ({ value, key: random.next() })).sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

function attach(
  { attachments: kind = "urls" }: GenerateRecordsOptions,
  { random, n, question }: {
    readonly random: Pcg32;
    readonly n: number;
    readonly question: number;
  },
): Attachments {
  if (kind === "urls") return attachments(random, { n, question });
  if (kind === "none" || question !== 1) return { image_details: [], table_details: [] };
  const { file } = kind;
  const url = `https://example.invalid/${file}`;
  return {
    image_details: [{ caption_prefix: "Figure 1", file, url, type: "CT" }],
    table_details: [],
  };
}

const OTHER = "Pathophysiology";

/** Stages as a dataset words them, by position: eighths, in about the proportions of the real set. */
const STAGES: readonly (readonly (readonly [stage: string, eighths: number])[])[] = [
  [["Initial Assessment", 6], ["Clinical Presentation", 2]],
  [["Initial Assessment", 1], ["Diagnostic Workup", 4], ["Imaging Interpretation", 2], [OTHER, 1]],
  [["Histopathology", 2], ["Laboratory Interpretation", 2], ["Treatment Planning", 3], [OTHER, 1]],
  [["Diagnostic Workup", 2], ["Surgical Management", 4], ["Complication", 1], [OTHER, 1]],
  [["Genetic Background", 1], ["Treatment Planning", 3], ["Follow-up", 3], [OTHER, 1]],
  [["Treatment Planning", 3], ["Complication", 1], ["Long-term Monitoring", 2], [OTHER, 2]],
];

function mcq(
  random: Pcg32,
  { q, ...attached }: Attachments & { readonly q: number },
): object {
  const letters = [..."ABCDEFGHIJ"];
  return {
    stage: drawStage(random, q),
    question: words(random, 50),
    options: Object.fromEntries(letters.map((letter) => [letter, words(random, 9)])),
    correct_answer: letters[random.below(10)],
    ...attached,
  };
}

function drawStage(random: Pcg32, q: number): string {
  let left = random.below(8);
  return STAGES[q]?.find(([, eighths]) => (left -= eighths) < 0)?.[0] ?? OTHER;
}

const VOCABULARY =
  "patient presents with fever cough fatigue weight loss examination shows normal blood pressure heart rate laboratory values imaging of the chest abdomen and brain reveals a lesion which was treated conservatively for several weeks before review"
    .split(" ");

function words(random: Pcg32, count: number): string {
  return Array.from({ length: count }, () => VOCABULARY[random.below(VOCABULARY.length)]).join(" ");
}
