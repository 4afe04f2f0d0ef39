import type { Pcg32 } from "../../mod.ts";

/** The images and tables of a question or scenario, as a record gives them. */
export interface Attachments {
  readonly image_details: readonly object[];
  readonly table_details: readonly object[];
}

/** Kinds of image as a dataset words them, and how often of 100. */
const IMAGES = [
  ["CT Scan", 25],
  ["MRI", 18],
  ["Clinical Photograph", 14],
  ["Histopathology", 16],
  ["X-ray", 8],
  ["Ultrasound", 6],
  ["Endoscopy", 5],
  ["PET", 3],
  ["ECG", 3],
  ["Angiography", 2],
] as const;
const TABLES = [
  ["Laboratory Results", 58],
  ["Drug Dosing", 22],
  ["Patient Demographics", 8],
  ["Longitudinal Monitoring", 7],
  ["Genetic Variants", 5],
] as const;

/** Shares, of 100, of scenarios and of later questions that carry one. */
const SCENARIO = { image: 35, second: 25, table: 55 };
const QUESTION = { image: 32, second: 20, table: 17 };

/** Draws what a scenario (question 0) or a question shows. */
export function attachments(
  random: Pcg32,
  { n, question }: { readonly n: number; readonly question: number },
): Attachments {
  const share = question === 0 ? SCENARIO : QUESTION;
  const images = random.below(100) < share.image ? 1 + Number(random.below(100) < share.second) : 0;
  const tables = Number(random.below(100) < share.table);
  return {
    image_details: Array.from({ length: images }, (_, place) => {
      const file = `case_${n + 1}_${question}_${place + 1}.png`;
      return {
        caption_prefix: `Figure ${question + 1}${"ab"[place]}`,
        file,
        url: `https://example.invalid/rounds_generated/${file}`,
        type: draw(random, IMAGES),
      };
    }),
    table_details: Array.from({ length: tables }, () => ({
      caption_prefix: `Table ${question + 1}`,
      caption: "Generated values",
      content: `| Value | Result |\n| --- | --- |\n| first | ${random.below(100)} |`,
      type: draw(random, TABLES),
    })),
  };
}

function draw(random: Pcg32, shares: readonly (readonly [name: string, of100: number])[]): string {
  let left = random.below(100);
  return shares.find(([, share]) => (left -= share) < 0)?.[0] ?? "Diagram";
}
