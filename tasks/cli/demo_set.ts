import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Benchmark,
  type Case,
  type DatasetIdentity,
  findDataset,
  imageStore,
  loadCases,
  openBenchmark,
  readRecords,
  type SimulatedQuestion,
  simulatedQuestions,
  type SimulatedRubric,
  simulatedRubrics,
} from "../../mod.ts";

/** An embedded set, and what the simulated models may know of it. */
export interface DemoSet {
  readonly benchmark: Benchmark;
  readonly cases: readonly Case[];
  readonly dataset: DatasetIdentity;
  readonly questions: readonly SimulatedQuestion[];
  readonly rubrics: readonly SimulatedRubric[];
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Loads the embedded set of a benchmark. */
export async function loadDemoSet(
  name: "liveclin" | "livemedbench",
  imageMode: "url" | "local" = "url",
): Promise<DemoSet> {
  const isOpen = name === "livemedbench";
  const files = await findDataset({
    source: openBenchmark(name).source,
    dataset: isOpen ? "rounds_meddemo" : "rounds_demo",
    dataDir: join(ROOT, "data"),
  });
  const benchmark = openBenchmark(name, { imageMode, images: imageStore(files.imageRoot) });
  const questions: SimulatedQuestion[] = [];
  const rubrics: SimulatedRubric[] = [];
  for await (const { value, where } of readRecords(files.recordsPath)) {
    if (isOpen) rubrics.push(...simulatedRubrics(value, where));
    else questions.push(...simulatedQuestions(value, where));
  }
  const { revision, sha256 } = files;
  return {
    benchmark,
    cases: await Array.fromAsync(loadCases(files, { benchmark })),
    dataset: { name: files.name, revision, sha256 },
    questions,
    rubrics,
  };
}
