import type { Pcg32, Turn, TurnRequest } from "../../../mod.ts";
import { promptSha256 } from "../../../mod.ts";
import { normal } from "../difficulty.ts";
import type { MedRecord } from "./generate_med_records.ts";
import { keyedRandom } from "./keyed_random.ts";
import type { MedModel, MedRunProfile } from "./med_profiles.ts";
import { FILLER } from "./med_words.ts";

/** An answer, and what is true of it. */
export interface MedAnswer {
  readonly turn: Turn;
  /** For each criterion how clearly it is met: above 0 it is; the farther from 0, the clearer. */
  readonly clarity: readonly number[];
}

/** What one answer is drawn from. */
export interface SimulateAnswerOptions {
  readonly record: MedRecord;
  readonly profile: Pick<MedRunProfile, "model" | "style" | "release">;
  readonly seed: number;
}

/** Spreads: of a model's taste in specialties, of its answer to a criterion, of the same when asked another time. */
const SPREAD = { specialty: 0.15, criterion: 0.7, again: 0.25 };

/** One open answer as a model would have given it; the same model, release and prompt give the same answer in every run. */
export function simulateAnswer(request: TurnRequest, options: SimulateAnswerOptions): MedAnswer {
  const { record, profile, seed } = options;
  const { model, style } = profile;
  const id = String(record.caseId);
  const again = keyedRandom(seed, "again", model.name, style, String(profile.release), id);
  const level = levelOf(options);
  const always = keyedRandom(seed, "answer", model.name, id);
  const clarity = record.criteria.map(({ points, difficulty }) =>
    (points > 0 ? level - difficulty : -1.15 - 0.5 * level + 0.6 * difficulty) +
    SPREAD.criterion * normal(always) + SPREAD.again * normal(again)
  );
  const said = sayings(options, { clarity, random: always });
  const fate = fateOf(model, again.uniform());
  const whole = said.join(record.language === "zh" ? "" : " ");
  const text = fate === "answered"
    ? whole
    : fate === "truncated"
    ? whole.slice(0, Math.ceil(whole.length * 0.4))
    : fate === "refused"
    ? "I'm sorry, but I cannot provide medical advice on this case."
    : "";
  return {
    turn: turnOf(request, { ...options, text, fate, random: again }),
    clarity: fate === "truncated"
      ? clarity.map((value, n) =>
        text.includes(record.criteria[n]?.said ?? "") ? value : Math.min(value, -1)
      )
      : clarity,
  };
}

function levelOf({ record, profile, seed }: SimulateAnswerOptions): number {
  const { model, style } = profile;
  const taste = keyedRandom(seed, "taste", model.name, record.specialty);
  return model.skill + (style === "physician" ? 0.5 : 0) - record.difficulty -
    (isAfter(record, model) ? model.drop : 0) +
    (record.language === "zh" ? model.chinese : 0) + SPREAD.specialty * normal(taste);
}

function isAfter({ postTime }: MedRecord, { cutoff }: MedModel): boolean {
  return cutoff !== null && postTime !== "" && postTime.slice(0, 7) > cutoff;
}

function sayings(
  { record, profile }: SimulateAnswerOptions,
  { clarity, random }: { readonly clarity: readonly number[]; readonly random: Pcg32 },
): readonly string[] {
  const fillers = FILLER[record.language];
  const { model, style } = profile;
  const count = Math.round(
    model.filler * (0.5 + random.uniform()) + (style === "physician" ? 3 : 0),
  );
  return [
    ...record.criteria.flatMap(({ said }, n) => (clarity[n] ?? 0) > 0 ? [said] : []),
    ...Array.from({ length: Math.max(1, count) }, () => fillers[random.below(5)] ?? ""),
  ];
}

type Fate = "answered" | "failed" | "refused" | "empty" | "truncated";

function fateOf(model: MedModel, draw: number): Fate {
  let left = draw;
  for (const fate of ["failed", "refused", "empty", "truncated"] as const) {
    left -= model[fate];
    if (left < 0) return fate;
  }
  return "answered";
}

function turnOf(
  request: TurnRequest,
  { profile, record, text, fate, random }: SimulateAnswerOptions & {
    readonly text: string;
    readonly fate: Fate;
    readonly random: Pcg32;
  },
): Turn {
  const { model } = profile;
  const spread = 0.6 + 0.8 * random.uniform();
  const base = {
    ...{ index: 0, items: request.items, images: [] },
    promptSha256: promptSha256(request),
  };
  if (fate === "failed") {
    const message = "the server answered 503 to every attempt";
    const error = { kind: "server", status: 503, message } as const;
    const ms = Math.round(30_000 * spread);
    return { ...base, reply: null, error, ms, attempts: 5, costUsd: null };
  }
  const perSign = record.language === "zh" ? 0.7 : 0.25;
  const inputTokens = 40 + Math.round(perSign * record.narrative.length);
  const outputTokens = Math.round(perSign * text.length);
  const [input, output] = model.price ?? [0, 0];
  return {
    ...base,
    reply: {
      ...{ content: text, text, reasoning: null, refusal: null },
      finishReason: fate === "truncated" ? "length" : "stop",
      usage: { inputTokens, outputTokens, reasoningTokens: null, cachedTokens: null },
      requestId: null,
      servedModel: model.name,
    },
    error: fate === "empty"
      ? { kind: "empty_reply", status: 200, message: "the answer holds no text" }
      : null,
    ms: Math.round(300 + 20 * outputTokens * spread),
    attempts: 1 + Number(random.uniform() < 0.01),
    costUsd: model.price === null ? null : (inputTokens * input + outputTokens * output) / 1e6,
  };
}
