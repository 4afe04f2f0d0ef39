import { join } from "node:path";
import { livemedbench, type LiveMedBenchCase, type Run, saveResults } from "../../mod.ts";
import { errorTypes, verifiedErrors } from "./judged/error_types.ts";
import { humanRatings } from "./judged/human_ratings.ts";
import { keyedRandom } from "./judged/keyed_random.ts";
import { type MedRunProfile, medRunProfiles } from "./judged/med_profiles.ts";
import { type MedRelease, medReleases } from "./judged/med_releases.ts";
import { simulatedFacts } from "./judged/simulated_facts.ts";
import { simulateJudgedRun } from "./judged/simulate_judged_run.ts";
import type { PlannedFile, PlannedFiles, PlanOptions } from "./planned_file.ts";

/** Where, how much, and how much of it is answered. */
export interface PlanLivemedbenchOptions extends PlanOptions {
  /** Cases of the newer release that the runs answer, drawn at random. */
  readonly sample: number;
}

/** Shares of the sample that a panel judges and that physicians rate. */
const SMALL = { panel: 0.3, rated: 0.13 };

/**
 * The LiveMedBench-like set in two releases with labels, judged runs of it, physicians' ratings, error types as tagged and as
 * verified, and facts about the models.
 */
export function planLivemedbench(options: PlanLivemedbenchOptions): PlannedFiles {
  const { out, seed, runs: count } = options;
  const releases = medReleases(options);
  const [older, newer] = releases;
  const drawn = drawCases(newer, options);
  const rated = drawn.slice(0, Math.max(1, Math.round(drawn.length * SMALL.rated)));
  const plan = medRunProfiles().slice(0, count);
  const simulated = new Map<MedRunProfile, Promise<Run>>();
  const runOf = (profile: MedRunProfile): Promise<Run> => {
    const release = releases[profile.release];
    const size = profile.isSmall ? Math.ceil(drawn.length * SMALL.panel) : drawn.length;
    const run = simulated.get(profile) ?? simulateJudgedRun(profile, {
      ...{ release, seed, place: plan.indexOf(profile) },
      cases: inOrder(release, drawn.slice(0, size)),
    });
    simulated.set(profile, run);
    return run;
  };
  const text = (name: string, content: () => string | Promise<string>): PlannedFile => ({
    path: join(out, "sets", name),
    async write() {
      await Deno.writeTextFile(this.path, await content());
    },
  });
  const json = (name: string, content: () => unknown) =>
    text(name, async () => `${JSON.stringify(await content(), null, 2)}\n`);
  const tagged = async () => {
    const runs = await Promise.all(plan.filter(({ rejudged }) => rejudged > 0).map(runOf));
    return { runs, file: errorTypes(runs, { seed }) };
  };
  const criteria = newer.cases.reduce((sum, { items }) => sum + items.length, 0);
  return {
    files: [
      ...releases.flatMap((release) => [
        text(`${release.name}.json`, () => release.text),
        json(`${release.name}.json.labels.json`, () => release.labels),
      ]),
      text(`${newer.name}_physicians.csv`, () => humanRatings(newer, { ids: rated, seed })),
      ...plan.map((profile) => ({
        path: join(out, fileName(profile, releases[profile.release])),
        async write() {
          const { labels } = releases[profile.release];
          const benchmark = livemedbench({ promptStyle: profile.style, labels });
          await saveResults(await runOf(profile), this.path, { benchmark });
        },
      })),
      json(`${newer.name}_error_types.json`, async () => (await tagged()).file),
      text(`${newer.name}_error_types_physicians.csv`, async () => {
        const { file, runs } = await tagged();
        return verifiedErrors(file, { runs, seed });
      }),
      json("models.json", simulatedFacts),
    ],
    note: `${newer.cases.length} cases with ${criteria} criteria in ${newer.name}, ` +
      `${older.cases.length} cases in ${older.name}, ${plan.length} simulated and judged runs of ${drawn.length} cases`,
  };
}

/** Ids in an order drawn by the seed: a smaller sample is the beginning of a larger one. */
function drawCases(
  { cases }: MedRelease,
  { sample, seed }: PlanLivemedbenchOptions,
): readonly string[] {
  return cases.map(({ id }) => ({ id, key: keyedRandom(seed, "sample", id).next() }))
    .sort((a, b) => a.key - b.key || a.id.localeCompare(b.id)).slice(0, sample)
    .map(({ id }) => id);
}

function inOrder({ cases }: MedRelease, ids: readonly string[]): readonly LiveMedBenchCase[] {
  const wanted = new Set(ids);
  return cases.filter(({ id }) => wanted.has(id));
}

/** Model, set, and what tells runs of one model apart. */
function fileName({ model, style, judges }: MedRunProfile, { name }: MedRelease): string {
  const [only] = judges;
  const parts = [
    `${model.name}_${name}`,
    ...(style === "official" ? [] : [style]),
    judges.length > 1 ? "panel" : `judge_${only?.name}`,
  ];
  return `${parts.join("_")}.json`;
}
