/** How many records, and what they look like. */
export interface GenerateRecordsOptions {
  readonly cases: number;
  /** One image a case, on the first question; its bare file name, the same for all. */
  readonly image?: string;
}

/** LiveClin-format records of ordinary length, 3 to 6 questions each (4.7 on average), the same at every call. */
export function generateRecords({ cases, image }: GenerateRecordsOptions): readonly object[] {
  return Array.from({ length: cases }, (_, n) => {
    // 3, 4, 5 and 6 questions in the proportions that give 6,605 for 1,407 cases.
    const questions = 3 + ([0, 1, 1, 2, 2, 2, 2, 2, 3, 2][n % 10] ?? 0);
    return record(n, questions, image);
  });
}

function record(n: number, questions: number, image: string | undefined): object {
  return {
    pmc: String(90_000_000 + n),
    Level1: `Chapter ${1 + n % 16}: Generated`,
    Level2: `Group ${n % 48}`,
    Rarity: n % 6 === 0 ? "unrare" : "rare",
    exam_creation: {
      final_policy: {
        scenario: words(n, 90),
        mcqs: Array.from({ length: questions }, (_, q) => mcq(n, q, image)),
      },
    },
  };
}

const STAGES = [
  "Initial Assessment",
  "Diagnostic Workup",
  "Treatment",
  "Complication",
  "Follow-up",
  "Prognosis",
];

function mcq(n: number, q: number, image: string | undefined): object {
  const letters = [..."ABCDEFGHIJ"];
  return {
    stage: STAGES[q],
    question: words(n * 7 + q, 50),
    options: Object.fromEntries(letters.map((letter, o) => [letter, words(n * 11 + q * 3 + o, 9)])),
    correct_answer: letters[(n + q) % 10],
    ...(q === 0 && image !== undefined
      ? {
        image_details: [{
          caption_prefix: "Figure 1",
          file: image,
          url: `https://example.invalid/${image}`,
          type: "CT",
        }],
      }
      : {}),
  };
}

const VOCABULARY =
  "patient presents with fever cough fatigue weight loss examination shows normal blood pressure heart rate laboratory values imaging of the chest abdomen and brain reveals a lesion which was treated conservatively for several weeks before follow up"
    .split(" ");

function words(seed: number, count: number): string {
  let state = (seed * 2654435761) >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return VOCABULARY[state % VOCABULARY.length];
  }).join(" ");
}
