import { dirname, join } from "node:path";
import { planLiveclin } from "./plan_liveclin.ts";
import { planLivemedbench } from "./plan_livemedbench.ts";
import type { PlannedFiles } from "./planned_file.ts";

/** What is generated, and where. */
export interface GeneratedOptions {
  /** Result files go there, what they are made on into its folder `sets`. */
  readonly out: string;
  readonly benchmark: "liveclin" | "livemedbench" | "all";
  readonly seed: number;
  /** Cases of the LiveClin set. */
  readonly cases: number;
  /** Cases of the LiveMedBench set, and of them those that the judged runs answer. */
  readonly medCases: number;
  readonly medSample: number;
  /** Runs of each benchmark; default its whole line-up. */
  readonly runs?: number;
}

/** What is generated unless told otherwise. */
export const GENERATED: Omit<GeneratedOptions, "out"> = {
  benchmark: "all",
  seed: 1,
  cases: 1407,
  medCases: 2756,
  medSample: 420,
};

/** Plans the files of one or both benchmarks; nothing is written. */
export function planGenerated(options: GeneratedOptions): readonly PlannedFiles[] {
  const { benchmark, medCases, medSample } = options;
  return [
    ...(benchmark === "livemedbench" ? [] : [planLiveclin(options)]),
    ...(benchmark === "liveclin"
      ? []
      : [planLivemedbench({ ...options, cases: medCases, sample: medSample })]),
  ];
}

/** Writes planned files, one after the other. */
export async function writeGenerated(
  plans: readonly PlannedFiles[],
  onFile: (path: string) => void = () => {},
): Promise<void> {
  for (const file of plans.flatMap((plan) => plan.files)) {
    await Deno.mkdir(dirname(file.path), { recursive: true });
    await file.write();
    onFile(file.path);
  }
}

/** Generates all of it into a folder that does not have it yet; a folder left half written is written anew. */
export async function ensureGenerated(
  out: string,
  { onStart }: { readonly onStart: () => void },
): Promise<void> {
  // The facts about the models are written last.
  if (await Deno.stat(join(out, "sets", "models.json")).catch(() => null)) return;
  onStart();
  await writeGenerated(planGenerated({ ...GENERATED, out }));
}
