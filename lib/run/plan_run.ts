import type { Benchmark, Case, ImageRecord, Turn, TurnRequest } from "../types.ts";
import { mapConcurrent } from "../async/map_concurrent.ts";
import { isDelivered } from "../parse/is_delivered.ts";
import { estimateTokens } from "../parse/estimate_tokens.ts";

/** What a plan needs. */
export interface PlanRunOptions<C extends Case> {
  /** Whose protocol. */
  readonly benchmark: Benchmark<C>;
  /** Repetitions of every case; 1 unless told. */
  readonly trials?: number;
  /** Told each case's first request, in no particular order. */
  readonly onFirstRequest?: (caseId: string, request: TurnRequest) => void;
  /** Told every request, those of a case in order. */
  readonly onRequest?: (caseId: string, request: TurnRequest) => void;
}

/** What a run would do, without asking anybody. */
export interface RunPlan {
  /** Cases × trials. */
  readonly cases: number;
  /** Items × trials. */
  readonly items: number;
  /** Calls when every turn is answered at the first attempt. */
  readonly requests: number;
  /** Judgements × trials, for each judge; 0 where nothing is judged. */
  readonly judgements: number;
  /** Images sent, those the history repeats included. */
  readonly imagesSent: number;
  /** Rough input tokens of all requests: a quarter of the Latin characters, one for each other character, 1,000 an image. */
  readonly inputTokens: number;
  /** Images that cannot be delivered: their questions would end as `media_missing`. */
  readonly missingImages: readonly PlannedImage[];
  /** Local files that would be sent although their content is no image that can be told: a page or a stub under its name? */
  readonly doubtfulImages: readonly PlannedImage[];
}

/** An image of a plan, and whose it is. */
export interface PlannedImage {
  /** Case id. */
  readonly caseId: string;
  /** Items of the turn that would carry it. */
  readonly items: readonly string[];
  /** What is known of it. */
  readonly image: ImageRecord;
}

/** Stands for a reply of ordinary length while a conversation is walked through. */
const STAND_IN: Turn["reply"] = {
  content: "x".repeat(800),
  text: "x".repeat(800),
  reasoning: null,
  refusal: null,
  finishReason: "stop",
  usage: { inputTokens: null, outputTokens: null, reasoningTokens: null, cachedTokens: null },
  requestId: null,
  servedModel: null,
};

/**
 * Walks every conversation with a stand-in reply of 800 characters: counts requests, checks every image, estimates tokens.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { liveclin, planRun } from "@rounds/rounds";
 *
 * const benchmark = liveclin({ imageMode: "url" });
 * const plan = await planRun([benchmark.parse(benchmark.examples[0]?.record, "example:1")], { benchmark });
 * assert.equal(plan.requests, plan.items);
 * assert.ok(plan.inputTokens > 0);
 * ```
 */
export async function planRun<C extends Case>(
  cases: readonly C[],
  options: PlanRunOptions<C>,
): Promise<RunPlan> {
  const { benchmark, trials = 1, onFirstRequest, onRequest } = options;
  const walk = async (c: C) => {
    const requests: TurnRequest[] = [];
    await benchmark.converse(c, (request) => {
      const index = requests.push(request) - 1;
      if (index === 0) onFirstRequest?.(c.id, request);
      onRequest?.(c.id, request);
      return Promise.resolve(standInTurn(request, index));
    });
    return { id: c.id, requests };
  };
  let requests = 0;
  let imagesSent = 0;
  let inputTokens = 0;
  const missingImages: PlannedImage[] = [];
  const doubtfulImages: PlannedImage[] = [];
  for await (const walked of mapConcurrent(cases, walk, { concurrency: 16 })) {
    requests += walked.requests.length;
    for (const { messages, images, items } of walked.requests) {
      const weight = estimateTokens(messages);
      imagesSent += weight.images;
      inputTokens += weight.tokens;
      for (const image of images) {
        if (!isDelivered(image) && image.delivery !== "withheld") {
          missingImages.push({ caseId: walked.id, items, image });
        }
        if (image.delivery === "sent" && image.bytes !== null && image.width === null) {
          doubtfulImages.push({ caseId: walked.id, items, image });
        }
      }
    }
  }
  return {
    cases: cases.length * trials,
    items: cases.reduce((sum, c) => sum + c.items.length, 0) * trials,
    requests: requests * trials,
    judgements: cases.reduce((sum, c) => sum + (benchmark.judgements?.(c).length ?? 0), 0) * trials,
    imagesSent: imagesSent * trials,
    inputTokens: Math.round(inputTokens * trials),
    missingImages,
    doubtfulImages,
  };
}

function standInTurn({ items, images }: TurnRequest, index: number): Turn {
  return {
    index,
    items,
    promptSha256: null,
    images,
    reply: STAND_IN,
    error: null,
    ms: null,
    attempts: 0,
    costUsd: null,
  };
}
