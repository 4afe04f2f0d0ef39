import {
  type Benchmark,
  finishRun,
  type Judge,
  judgeSample,
  livemedbench,
  type LiveMedBenchCase,
  makeManifest,
  panelJudge,
  repeatingJudge,
  type Result,
  type Run,
  scriptedModel,
} from "../../../mod.ts";
import type { MedRunProfile } from "./med_profiles.ts";
import type { MedRelease } from "./med_releases.ts";
import { type MedAnswer, simulateAnswer } from "./simulate_answer.ts";
import { judgeIdentity, simulatedJudge } from "./simulated_judge.ts";

/** What a judged run is made on. */
export interface SimulateJudgedRunOptions {
  readonly release: MedRelease;
  /** The planned cases of the release, in its order. */
  readonly cases: readonly LiveMedBenchCase[];
  readonly seed: number;
  /** Which run of the seed it is, from 0. */
  readonly place: number;
}

/**
 * A run of a simulated model judged by simulated judges, without a server: answers and verdicts are drawn, walked through
 * the benchmark's own protocol and graded by it.
 */
export async function simulateJudgedRun(
  profile: MedRunProfile,
  options: SimulateJudgedRunOptions,
): Promise<Run> {
  const { release, cases, seed, place } = options;
  const benchmark = livemedbench({ promptStyle: profile.style, labels: release.labels });
  const judges = profile.judges.map((judge) => ({ judge, identity: judgeIdentity(judge) }));
  const questions = profile.rejudged === 0
    ? []
    : cases.flatMap((c) => benchmark.judgements?.(c) ?? []);
  const isSampled = judgeSample(questions, { count: profile.rejudged, seed });
  const plan = cases.slice(0, Math.round(cases.length * profile.done));
  const results: Result[] = [];
  for (const one of plan) {
    const record = release.records.get(one.id);
    if (record === undefined) throw new RangeError(`${release.name} has no record ${one.id}`);
    const answer = await answerCase(one, { benchmark, record, profile, seed });
    const panel = panelJudge(
      judges.map(({ judge, identity }) =>
        simulatedJudge(judge, { record, answer, seed, identity, model: profile.model })
      ),
    );
    const judge: Judge = profile.rejudged === 0 ? panel : repeatingJudge(panel, { isSampled });
    const turns = [answer.turn];
    const grades = await benchmark.grade(one, turns, judge);
    results.push({ case: one, model: profile.model.name, trial: 1, turns, grades });
  }
  const model = {
    ...scriptedModel([], profile.model.name),
    origin: "http://127.0.0.1",
    parameters: benchmark.parameters ?? {},
  };
  const started = new Date(profile.startedAt).getTime();
  const dataset = { name: release.name, revision: null, sha256: release.sha256 };
  return finishRun(results, {
    benchmark,
    manifest: makeManifest(benchmark, {
      ...{ dataset, cases, model, trials: 1 },
      judges: judges.flatMap(({ identity }) => identity.identity),
    }),
    model: profile.model.name,
    dataset: release.name,
    id: `simulated-${seed}-med-${String(place + 1).padStart(2, "0")}`,
    file: null,
    meta: {
      model: profile.model.name,
      dataset: release.name,
      ...benchmark.meta,
      api_base: model.origin,
      started_at: profile.startedAt,
      finished_at: new Date(started + 5000 * plan.length).toISOString(),
      benchmark: benchmark.name,
      simulated: true,
    },
    planned: {
      cases: cases.length,
      items: cases.reduce((sum, { items }) => sum + items.length, 0),
    },
    unfinished: cases.slice(plan.length).map(({ id }) => id),
    warnings: ["The answers and verdicts are simulated: they measure nothing"],
  });
}

async function answerCase(
  one: LiveMedBenchCase,
  { benchmark, ...options }: Parameters<typeof simulateAnswer>[1] & {
    readonly benchmark: Benchmark<LiveMedBenchCase>;
  },
): Promise<MedAnswer> {
  const answers: MedAnswer[] = [];
  await benchmark.converse(one, (request) => {
    const answer = simulateAnswer(request, options);
    answers.push(answer);
    return Promise.resolve(answer.turn);
  });
  const [answer] = answers;
  if (answer === undefined) throw new RangeError(`Case ${one.id} asks nothing`);
  return answer;
}
