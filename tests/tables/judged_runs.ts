import { cleanSummary } from "../../lib/results/clean_summary.ts";
import type { HumanRating } from "../../lib/frames/human_rating.ts";
import type { Item, Result, Run } from "../../lib/types.ts";

/** How made-up judged runs look; everything is a function of these. */
export interface JudgedRunsOptions {
  readonly models?: readonly string[];
  readonly cases?: number;
  readonly judges?: readonly string[];
  readonly repeats?: number;
  /** Chance that a judgement differs from the truth. */
  readonly noise?: number;
  /** Share of judgements without a verdict. */
  readonly silent?: number;
  readonly seed?: number;
  readonly criterion?: (text: string) => string;
}

/** What is really the case: later models meet less. */
function isMet(options: { readonly model: number; readonly case: number; readonly item: Item }) {
  const { model, case: c, item } = options;
  const random = generator(1000 * c + 17 * item.position + 7)();
  return (item.points ?? 0) > 0 ? random > 0.25 + 0.12 * model : random < 0.1 + 0.1 * model;
}

/** Runs of judged answers: a panel of judges, some of them wrong sometimes. No model, no files. */
export function judgedRuns(options: JudgedRunsOptions): readonly Run[] {
  const { models = ["sim-good", "sim-poor"], cases = 12, seed = 1, noise = 0.1, silent = 0 } =
    options;
  const { judges = ["judge-a"], repeats = 1, criterion = (text: string) => text } = options;
  const random = generator(seed);
  return models.map((model, m): Run => {
    const results = Array.from({ length: cases }, (_, c): Result => {
      const items = Array.from({ length: 4 + c % 3 }, (_, place): Item => ({
        id: `rubric_${place + 1}`,
        position: place + 1,
        expected: null,
        optionCount: null,
        points: place === 2 ? -4 : 3 + place,
        tags: { criterion: criterion(`case ${c + 1} asks for #${place + 1}`), axis: null },
        labels: {},
      }));
      const verdicts = items.map((item) =>
        judges.flatMap((judge) =>
          Array.from({ length: repeats }, (_, k) => {
            const truth = isMet({ model: m, case: c, item });
            const isWrong = random() < noise;
            const isSilent = random() < silent;
            return {
              judge,
              repeat: k + 1,
              met: isSilent ? null : truth !== isWrong,
              status: isSilent ? "unreadable" : "read",
              reason: isSilent ? "no JSON" : null,
              attempts: isSilent ? 3 : 1,
              input_tokens: 400,
              output_tokens: 20,
              served_model: judge,
            };
          })
        )
      );
      return {
        case: { id: `case-${c + 1}`, line: c + 1, tags: { date: `2026-0${1 + c % 6}-01` }, items },
        model,
        trial: 1,
        turns: [turn(`answer ${"very long ".repeat((c + m) % 5)}to case ${c + 1}`)],
        grades: items.map((item, k) => {
          const first = (verdicts[k] ?? []).filter(({ repeat }) => repeat === 1);
          const inFavour = first.filter(({ met }) => met === true).length;
          const against = first.filter(({ met }) => met === false).length;
          const met = inFavour > first.length / 2
            ? true
            : against > first.length / 2
            ? false
            : null;
          return {
            item: item.id,
            metric: "criterion",
            outcome: met === null ? "ungraded" : "graded",
            score: met === null ? null : Number(met),
            reason: met === null ? "no verdict" : null,
            expected: null,
            extracted: null,
            official: { extracted: null, score: Number(met ?? false), error: null },
            turn: null,
            detail: { judge: judges.join(" + "), judge_status: "read", verdicts: verdicts[k] },
          };
        }),
      };
    });
    const planned = {
      cases,
      items: results.reduce((sum, { case: one }) => sum + one.items.length, 0),
    };
    return {
      file: null,
      id: `run-${m + 1}`,
      benchmark: "made-up",
      model,
      dataset: "made_up",
      startedAt: null,
      finishedAt: null,
      meta: {},
      manifest: null,
      results,
      planned,
      unfinished: [],
      official: {},
      clean: cleanSummary(results, { planned }),
      warnings: [],
    };
  });
}

/** What made-up physicians say of the answers of such runs; each is wrong now and then. */
export function humanRatings(
  runs: readonly Run[],
  options: {
    readonly raters?: readonly string[];
    readonly noise?: number;
    readonly cases?: number;
    readonly seed?: number;
  } = {},
): readonly HumanRating[] {
  const { raters = ["dr-a", "dr-b", "dr-c"], noise = 0.05, cases = Infinity, seed = 9 } = options;
  const random = generator(seed);
  return raters.flatMap((rater) =>
    runs.flatMap((run, m) =>
      run.results.slice(0, cases).flatMap(({ case: one }, c) =>
        one.items.map((item): HumanRating => ({
          run_id: run.id,
          model: run.model,
          dataset: run.dataset,
          case_id: one.id,
          trial: 1,
          item: item.id,
          criterion: item.tags["criterion"] ?? null,
          rater,
          met: isMet({ model: m, case: c, item }) !== random() < noise,
          score: null,
          label: null,
          comment: null,
          line: null,
        }))
      )
    )
  );
}

function turn(text: string): Result["turns"][number] {
  return {
    index: 0,
    items: [],
    promptSha256: "ab",
    images: [],
    reply: {
      content: text,
      reasoning: null,
      text,
      refusal: null,
      finishReason: "stop",
      usage: {
        inputTokens: 300,
        outputTokens: text.length,
        reasoningTokens: null,
        cachedTokens: null,
      },
      requestId: "req-1",
      servedModel: null,
    },
    error: null,
    ms: 900,
    attempts: 2,
    costUsd: 0.002,
  };
}

/** Lehmer's generator, warmed up: small and seeded. */
function generator(seed: number): () => number {
  let state = (seed * 48271 + 11) % 2147483647;
  const next = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  next();
  next();
  return next;
}
