import { LIVECLIN_STAGES } from "../../lib/benchmarks/liveclin/liveclin_stage.ts";
import { cleanSummary } from "../../lib/results/clean_summary.ts";
import type { Case, Grade, Item, Outcome, Reply, Result, Run, Turn } from "../../lib/types.ts";

/** How a synthetic run is made; everything is a function of these. */
export interface SyntheticRunOptions {
  readonly model?: string;
  /** Cases finished; default 30. */
  readonly cases?: number;
  readonly trials?: number;
  /** Cases planned but not finished. */
  readonly unfinished?: number;
  /** Chance of a right answer; falls by 0.06 a question. */
  readonly skill?: number;
  /** Share of questions that end in another outcome than graded, cycling through all of them. */
  readonly trouble?: number;
  readonly condition?: string | null;
  readonly dataset?: string;
  readonly id?: string;
  readonly seed?: number;
  /** False leaves usage, price and time unknown. */
  readonly usage?: boolean;
}

const CHAPTERS = [
  "Chapter 2: Neoplasms",
  "Chapter 13: Diseases of the musculoskeletal system and connective tissue",
  "Chapter 9: Diseases of the circulatory system",
  "Chapter 10: Diseases of the respiratory system",
];
const IMAGES = ["CT", "MRI", "Pathology", "X-ray", "Clinical Photo", "Ultrasound"];
const TABLES = ["Lab Results", "Medications"];
/** Never asked, failed and so on: outcomes whose score is unknown come first. */
const TROUBLES: readonly Outcome[] = [
  "failed",
  "refused",
  "media_missing",
  "truncated",
  "context_cut",
  "unreadable",
  "ungraded",
  "empty",
  "not_run",
];
const UNKNOWN: readonly Outcome[] = [
  "not_run",
  "skipped",
  "failed",
  "media_missing",
  "context_cut",
  "ungraded",
];

/** A run of made-up cases and answers: no model, no files. Equal options give equal runs. */
export function syntheticRun(options: SyntheticRunOptions = {}): Run {
  const { model = "sim-strong", cases = 30, trials = 1, unfinished = 0, dataset = "made_up" } =
    options;
  const random = generator(options.seed ?? 1);
  const results = Array.from({ length: cases }, (_, index) => syntheticCase(index))
    .flatMap((one) =>
      Array.from(
        { length: trials },
        (_, trial) => answer(one, trial + 1, { ...options, model, random }),
      )
    );
  const items = results.reduce((sum, result) => sum + result.case.items.length, 0);
  const planned = { cases: results.length + unfinished, items: items + 3 * unfinished };
  return {
    file: `results/${model.replaceAll("/", "_")}_${dataset}.json`,
    id: options.id ?? `run-${model}`,
    benchmark: "made-up",
    model,
    dataset,
    startedAt: "2026-03-01T08:00:00.000Z",
    finishedAt: "2026-03-01T08:10:00",
    meta: {},
    manifest: options.condition === null ? null : {
      benchmark: "made-up",
      benchmark_version: "1",
      identity: { condition: options.condition ?? "full" },
      dataset,
      dataset_revision: null,
      dataset_sha256: "d",
      cases_sha256: `c${cases}`,
      model,
      origin: "http://127.0.0.1:8000",
      parameters: { temperature: 0 },
      trials,
      judges: [],
      toolkit: "0.1.0",
      deno: "2.9.6",
    },
    results,
    planned,
    unfinished: Array.from({ length: unfinished }, (_, index) => `case-${cases + index + 1}`),
    official: {},
    clean: cleanSummary(results, { planned }),
    warnings: [],
  };
}

/** Case `index`: three to six questions; the first carries most of the images. */
export function syntheticCase(index: number): Case {
  const items = Array.from({ length: 3 + index % 4 }, (_, place): Item => {
    const image = place === 0 || (index + place) % 4 === 0
      ? [IMAGES[(index + place) % 6] ?? "CT", IMAGES[(index * 2) % 6] ?? "CT"]
      : [];
    const table = (index + place) % 3 === 0 ? [TABLES[index % 2] ?? "Lab Results"] : [];
    return {
      id: `q${place + 1}`,
      position: place + 1,
      expected: "ABCDEFGHIJ"[(index + place) % 10] ?? "A",
      optionCount: 10,
      points: null,
      tags: { stage: LIVECLIN_STAGES[Math.min(place, 5)] ?? null, stage_text: `step ${place + 1}` },
      labels: {
        image: image.map((name) => `${name} scan`),
        image_modality: [...new Set(image)],
        table,
        table_modality: table,
      },
    };
  });
  return {
    id: `case-${index + 1}`,
    line: index + 1,
    tags: {
      level1: CHAPTERS[index % 4] ?? null,
      level2: `Group ${index % 8}`,
      rarity: index % 5 === 0 ? "unrare" : "rare",
      ward: index % 2 === 0 ? "A" : null,
    },
    items,
  };
}

function answer(
  one: Case,
  trial: number,
  options: SyntheticRunOptions & { readonly model: string; readonly random: () => number },
): Result {
  const { random, skill = 0.8, trouble = 0, model } = options;
  const ability = skill + (random() - 0.5) * 0.5;
  let failed = false;
  const graded = one.items.map((item): { grade: Grade; turn: Turn | null } => {
    const lucky = random() < ability - 0.06 * (item.position - 1);
    const inTrouble = random() < trouble;
    const outcome: Outcome = failed
      ? "skipped"
      : inTrouble
      ? TROUBLES[Math.floor(random() * TROUBLES.length)] ?? "failed"
      : "graded";
    if (outcome === "failed") failed = true;
    return question(item, { outcome, right: lucky, model, usage: options.usage ?? true });
  });
  return {
    case: one,
    model,
    trial,
    turns: graded.map(({ turn }) => turn).filter((turn) => turn !== null),
    grades: graded.map(({ grade }) => grade),
  };
}

function question(
  item: Item,
  { outcome, right, model, usage }: {
    readonly outcome: Outcome;
    readonly right: boolean;
    readonly model: string;
    readonly usage: boolean;
  },
): { grade: Grade; turn: Turn | null } {
  const asked = outcome !== "not_run" && outcome !== "skipped";
  const answered = outcome === "graded" || outcome === "media_missing" || outcome === "context_cut";
  const letter = answered ? (right ? item.expected : item.expected === "A" ? "B" : "A") : null;
  const reply: Reply | null = asked && outcome !== "failed"
    ? {
      content: letter === null ? "I cannot say." : `\\boxed{${letter}}`,
      reasoning: null,
      text: letter === null ? "I cannot say." : `\\boxed{${letter}}`,
      refusal: null,
      finishReason: outcome === "truncated" ? "length" : "stop",
      usage: {
        inputTokens: usage ? 100 * item.position : null,
        outputTokens: usage ? 20 : null,
        reasoningTokens: null,
        cachedTokens: usage ? 0 : null,
      },
      requestId: null,
      servedModel: model,
    }
    : null;
  const index = item.position - 1;
  return {
    grade: {
      item: item.id,
      metric: "accuracy",
      outcome,
      score: outcome === "graded" ? Number(right) : UNKNOWN.includes(outcome) ? null : 0,
      reason: outcome === "graded" ? null : `because ${outcome}`,
      expected: item.expected,
      extracted: outcome === "graded" ? letter : null,
      official: {
        extracted: letter,
        score: answered && right ? 1 : 0,
        error: outcome === "failed" ? "boom" : null,
      },
      turn: asked ? index : null,
      detail: letter === null ? {} : { letter_rule: "boxed" },
    },
    turn: !asked ? null : {
      index,
      items: [item.id],
      promptSha256: null,
      images: [],
      reply,
      error: outcome === "failed" ? { kind: "server", status: 500, message: "boom" } : null,
      ms: usage ? 120.5 : null,
      attempts: usage ? 1 : null,
      costUsd: usage ? 0.001 : null,
    },
  };
}

/** Lehmer's generator: small, seeded, good enough to scatter answers. */
function generator(seed: number): () => number {
  let state = (seed * 48271 + 11) % 2147483647;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
