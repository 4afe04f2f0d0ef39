import { join } from "node:path";
import { liveclin, saveResults } from "../../mod.ts";
import { generateSet } from "./generate_set.ts";
import type { PlannedFiles, PlanOptions } from "./planned_file.ts";
import { type Profile, profiles } from "./profiles.ts";
import { simulateRun } from "./simulate_run.ts";

/** The LiveClin-like set and runs of it. */
export function planLiveclin({ out, seed, cases, runs }: PlanOptions): PlannedFiles {
  const plan = profiles(runs);
  const set = generateSet({ cases, seed });
  const questions = set.cases.reduce((sum, { items }) => sum + items.length, 0);
  return {
    files: [
      {
        path: join(out, "sets", `${set.dataset.name}.jsonl`),
        write() {
          return Deno.writeTextFile(this.path, set.text);
        },
      },
      ...plan.map((profile, place) => ({
        path: join(out, fileName(profile, { plan, place, set: set.dataset.name })),
        async write() {
          const run = await simulateRun(profile, { ...set, seed, place });
          const { condition } = profile;
          const benchmark = liveclin({ imageMode: "url", condition });
          await saveResults(run, this.path, { benchmark });
        },
      })),
    ],
    note: `${cases} cases with ${questions} questions, ${plan.length} simulated runs of them`,
  };
}

/** Model, set, and what tells runs of one model apart. */
function fileName(
  { model, condition, trials, startedAt }: Profile,
  { plan, place, set }: {
    readonly plan: readonly Profile[];
    readonly place: number;
    readonly set: string;
  },
): string {
  const earlier = plan.slice(0, place).filter((other) =>
    other.model === model && other.condition === condition
  );
  const parts = [
    `${model}_${set}`,
    ...(condition === "full" ? [] : [condition]),
    ...(trials === 1 ? [] : [`${trials}_trials`]),
    ...(earlier.length === 0 ? [] : [startedAt.slice(0, 10)]),
  ];
  return `${parts.join("_")}.json`;
}
