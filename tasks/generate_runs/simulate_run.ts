import {
  type Answer,
  finishRun,
  liveclin,
  type LiveClinCase,
  makeManifest,
  pcg32,
  type Result,
  type Run,
  scriptedModel,
  type Turn,
} from "../../mod.ts";
import { chanceOf, normal, type QuestionDifficulty } from "./difficulty.ts";
import type { Profile } from "./profiles.ts";
import { simulateTurn } from "./simulate_turn.ts";

/** What a run is made on. */
export interface SimulateRunOptions {
  readonly cases: readonly LiveClinCase[];
  readonly dataset: { readonly name: string; readonly revision: null; readonly sha256: string };
  readonly difficulties: ReadonlyMap<string, readonly QuestionDifficulty[]>;
  readonly seed: number;
  /** Which run of the seed it is, from 0: another one draws other numbers. */
  readonly place: number;
}

/** How much a model's own taste moves a case, on the logit scale. */
const TASTE = 0.3;

/**
 * A run of a simulated model, without a server: replies are drawn, walked through the benchmark's own protocol and graded by
 * it. Equal options give equal runs, whatever the machine.
 */
export async function simulateRun(profile: Profile, options: SimulateRunOptions): Promise<Run> {
  const { cases, dataset, seed, place } = options;
  const benchmark = liveclin({ imageMode: "url", condition: profile.condition });
  const random = pcg32({ seed, stream: 100 + place });
  const plan = cases.slice(0, Math.round(cases.length * profile.done));
  const results: Result[] = [];
  for (const one of plan) {
    const taste = TASTE * normal(random);
    for (let trial = 1; trial <= profile.trials; trial++) {
      const turns = await converse(one, { profile, taste, ...options, random, benchmark });
      const answer: Answer<LiveClinCase> = { case: one, model: profile.model, trial, turns };
      results.push({ ...answer, grades: await benchmark.grade(one, turns) });
    }
  }
  const started = new Date(profile.startedAt);
  const finished = new Date(started.getTime() + 3_600_000 * profile.trials).toISOString();
  const model = { ...scriptedModel([]), name: profile.model, origin: "http://127.0.0.1" };
  return finishRun(results, {
    benchmark,
    manifest: makeManifest(benchmark, { dataset, cases, model, trials: profile.trials }),
    model: profile.model,
    dataset: dataset.name,
    id: `simulated-${seed}-${String(place + 1).padStart(2, "0")}`,
    file: null,
    meta: {
      model: profile.model,
      dataset: dataset.name,
      ...benchmark.meta,
      api_base: model.origin,
      started_at: profile.startedAt,
      finished_at: finished,
      benchmark: benchmark.name,
      simulated: true,
    },
    planned: {
      cases: cases.length * profile.trials,
      items: cases.reduce((sum, { items }) => sum + items.length, 0) * profile.trials,
    },
    unfinished: cases.slice(plan.length).map(({ id }) => id),
    warnings: ["The answers are simulated: they measure nothing"],
  });
}

async function converse(
  one: LiveClinCase,
  options: SimulateRunOptions & {
    readonly profile: Profile;
    readonly taste: number;
    readonly random: ReturnType<typeof pcg32>;
    readonly benchmark: ReturnType<typeof liveclin>;
  },
): Promise<readonly Turn[]> {
  const { profile, random, benchmark, difficulties, taste } = options;
  const turns: Turn[] = [];
  let [wrongBefore, imagesBefore] = [0, 0];
  await benchmark.converse(one, (request) => {
    const index = turns.length;
    const item = one.items[index];
    const question = difficulties.get(one.id)?.[index];
    if (item === undefined || question === undefined) {
      throw new RangeError(`Case ${one.id} asks more than its ${one.items.length} questions`);
    }
    const chance = chanceOf(question, {
      ...profile,
      skill: profile.skill + taste,
      wrongBefore,
    });
    const { tempting } = question;
    const turn = simulateTurn(request, {
      ...{ profile, random, item, index, chance, tempting, imagesBefore },
    });
    turns.push(turn);
    imagesBefore += turn.images.filter(({ delivery }) => delivery === "sent").length;
    wrongBefore += Number(!turn.reply?.content.includes(`{${item.expected}}`));
    return Promise.resolve(turn);
  });
  return turns;
}
