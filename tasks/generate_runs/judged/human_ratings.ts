import { normal } from "../difficulty.ts";
import { csvLines } from "./csv_lines.ts";
import { keyedRandom } from "./keyed_random.ts";
import { MED_MODELS, PHYSICIANS } from "./med_profiles.ts";
import type { MedRelease } from "./med_releases.ts";
import { simulateAnswer } from "./simulate_answer.ts";

const COLUMNS = ["case_id", "item", "criterion", "model", "dataset", "rater", "met"] as const;
/** Every second model of the board is rated. */
const RATED = MED_MODELS.filter((_, n) => n % 2 === 0);
/** Spread of what a physician makes of a criterion; share that one leaves open. */
const SPREAD = 0.28;
const OPEN = 0.015;
const NOTHING_ASKED = { messages: [], items: [], images: [] };

/**
 * Ratings by three physicians, as CSV text: of the answers of four models to the cases given, criterion by criterion. The
 * third rates only every second case; a few criteria are left open.
 */
export function humanRatings(
  release: MedRelease,
  { ids, seed }: { readonly ids: readonly string[]; readonly seed: number },
): string {
  const lines = ids.flatMap((id, place) => {
    const record = release.records.get(id);
    if (record === undefined) throw new RangeError(`${release.name} has no record ${id}`);
    return RATED.flatMap((model) => {
      const { turn, clarity } = simulateAnswer(NOTHING_ASKED, {
        ...{ record, seed },
        profile: { model, style: "official", release: 1 },
      });
      const isThere = turn.error === null && !turn.reply?.text.startsWith("I'm sorry");
      const raters = PHYSICIANS.filter((_, n) => isThere && (n < 2 || place % 2 === 0));
      return raters.flatMap(({ name, leaning }) => {
        const random = keyedRandom(seed, "physician", name, model.name, id);
        return record.criteria.map(({ criterion }, n) => {
          const isMet = (clarity[n] ?? 0) + leaning + SPREAD * normal(random) > 0;
          const met = random.uniform() < OPEN ? "" : isMet ? "yes" : "no";
          return [id, `rubric_${n + 1}`, criterion, model.name, release.name, name, met];
        });
      });
    });
  });
  return csvLines([COLUMNS, ...lines]);
}
