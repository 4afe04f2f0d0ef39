import type { ImageRecord, Item, Pcg32, Turn, TurnRequest, Usage } from "../../mod.ts";
import type { Profile } from "./profiles.ts";

/** What a turn is simulated from. */
export interface SimulateTurnOptions {
  readonly profile: Profile;
  readonly random: Pcg32;
  readonly item: Item;
  /** Place in the conversation, from 0. */
  readonly index: number;
  /** Chance of a right answer. */
  readonly chance: number;
  /** A wrong option many models fall for. */
  readonly tempting: string;
  /** Images sent in earlier turns. */
  readonly imagesBefore: number;
}

/** One turn as a model would have answered it, right by chance, or as it went wrong. */
export function simulateTurn(request: TurnRequest, options: SimulateTurnOptions): Turn {
  const { profile, random, index } = options;
  const letter = chooseLetter(options);
  const fate = fateOf(profile, random.uniform());
  const images = request.images.map((image) => deliver(image, random.uniform() < profile.lost));
  const spread = 0.6 + 0.8 * random.uniform();
  const turn = { index, items: request.items, promptSha256: null, images };
  if (fate === "failed") {
    const message = "the server answered 503 to every attempt";
    const error = { kind: "server", status: 503, message } as const;
    const ms = Math.round(30_000 * spread);
    return { ...turn, reply: null, error, ms, attempts: 5, costUsd: null };
  }
  const sent = options.imagesBefore + images.filter(({ delivery }) => delivery === "sent").length;
  const usage = usageOf(options, { sent, spread });
  const [input, output] = profile.price ?? [0, 0];
  const cost = ((usage.inputTokens ?? 0) * input + (usage.outputTokens ?? 0) * output) / 1e6;
  const text = TEXTS[fate].replaceAll("LETTER", letter);
  return {
    ...turn,
    reply: {
      content: text,
      text,
      reasoning: null,
      refusal: null,
      finishReason: fate === "truncated" ? "length" : "stop",
      usage,
      requestId: null,
      servedModel: profile.model,
    },
    error: fate === "empty"
      ? { kind: "empty_reply", status: 200, message: "the answer holds no text" }
      : null,
    ms: Math.round(400 + 9 * (usage.outputTokens ?? 0) * spread),
    attempts: 1 + Number(random.uniform() < 0.01),
    costUsd: profile.price === null ? null : cost,
  };
}

function chooseLetter({ random, item, chance, tempting }: SimulateTurnOptions): string {
  const letters = [..."ABCDEFGHIJ"].slice(0, item.optionCount ?? 10);
  const drawn = random.uniform() < 0.5 ? tempting : letters[random.below(letters.length)] ?? "A";
  if (random.uniform() < chance) return item.expected ?? "A";
  return drawn === item.expected ? letters.find((letter) => letter !== drawn) ?? "A" : drawn;
}

/** The prompt grows with the conversation, as far as the server reads it. */
function usageOf(
  { profile, index }: SimulateTurnOptions,
  { sent, spread }: { readonly sent: number; readonly spread: number },
): Usage {
  const prompt = 420 + 295 * (index + 1) + (profile.seesImages ? 760 * sent : 0);
  const reasoning = Math.round(profile.reasoningTokens * spread);
  return {
    inputTokens: Math.min(prompt, profile.contextTokens),
    outputTokens: reasoning + Math.round(profile.outputTokens * spread),
    reasoningTokens: profile.reasoningTokens === 0 ? null : reasoning,
    cachedTokens: null,
  };
}

type Fate = "answered" | "failed" | "refused" | "empty" | "truncated" | "unreadable";

/** What is said, by fate; an empty reply says nothing. */
const TEXTS: Readonly<Record<Exclude<Fate, "failed">, string>> = {
  answered:
    "The findings fit option LETTER best; the others explain them less well.\n\n\\boxed{LETTER}",
  empty: "",
  refused: "I'm sorry, but I cannot provide medical advice on this case.",
  truncated: "Let us go through the findings one after the other. The history suggests",
  unreadable: "Several of the options are plausible, and the findings do not decide between them.",
};

/** In one draw, so that at most one thing goes wrong. */
function fateOf(profile: Profile, draw: number): Fate {
  let left = draw;
  for (const fate of ["failed", "refused", "empty", "truncated", "unreadable"] as const) {
    left -= profile[fate];
    if (left < 0) return fate;
  }
  return "answered";
}

function deliver(image: ImageRecord, isLost: boolean): ImageRecord {
  return isLost && image.delivery === "sent" ? { ...image, delivery: "missing" } : image;
}
