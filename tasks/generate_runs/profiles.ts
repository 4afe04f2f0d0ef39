import type { LiveClinCondition } from "../../mod.ts";

/** A simulated run: who answers, how well, and what goes wrong. Shares are of questions, from 0 to 1. */
export interface Profile {
  readonly model: string;
  /** Logit of a right answer to an average first question. */
  readonly skill: number;
  readonly condition: LiveClinCondition;
  readonly trials: number;
  /** When it started, ISO 8601. */
  readonly startedAt: string;
  /** Whether it can use images. */
  readonly seesImages: boolean;
  /** Tokens its server reads at most: what is beyond is cut. */
  readonly contextTokens: number;
  readonly failed: number;
  readonly refused: number;
  readonly empty: number;
  readonly truncated: number;
  readonly unreadable: number;
  /** Images that could not be delivered, of those to send. */
  readonly lost: number;
  /** Tokens of an answer. */
  readonly outputTokens: number;
  /** Tokens of reasoning before it; 0 where it does not reason. */
  readonly reasoningTokens: number;
  /** US dollars for a million tokens in and out; null where nothing is charged. */
  readonly price: readonly [input: number, output: number] | null;
  /** Share of the plan that is done before the run is interrupted; 1 for a whole run. */
  readonly done: number;
}

const PLAIN: Profile = {
  model: "",
  skill: 1.5,
  condition: "full",
  trials: 1,
  startedAt: "2026-03-02T08:00:00.000Z",
  seesImages: true,
  contextTokens: 128_000,
  failed: 0.0005,
  refused: 0.001,
  empty: 0,
  truncated: 0.001,
  unreadable: 0.001,
  lost: 0,
  outputTokens: 180,
  reasoningTokens: 0,
  price: [1, 4],
  done: 1,
};

const ATLAS = { model: "sim-atlas-3", skill: 1.75, reasoningTokens: 900, price: [3, 15] } as const;

/** Eight models, the best under four conditions, one three times, one on two days, one interrupted. */
const LINE_UP: readonly Partial<Profile>[] = [
  ATLAS,
  { ...ATLAS, condition: "no_image", startedAt: "2026-03-03T08:00:00.000Z" },
  { ...ATLAS, condition: "options_only", startedAt: "2026-03-04T08:00:00.000Z" },
  { ...ATLAS, condition: "gold_history", startedAt: "2026-03-05T08:00:00.000Z" },
  { model: "sim-borea-large", skill: 1.73, price: [5, 20], refused: 0.004 },
  { model: "sim-borea-mini", skill: 1.3, trials: 3, price: [0.2, 0.8] },
  { model: "sim-atlas-2", skill: 1.5, truncated: 0.01, startedAt: "2026-01-12T08:00:00.000Z" },
  { model: "sim-atlas-2", skill: 1.5, truncated: 0.01, startedAt: "2026-03-12T08:00:00.000Z" },
  { model: "sim-cinder-med-70b", skill: 1.45, refused: 0.012, lost: 0.02, price: null },
  { model: "sim-dune-text-32b", skill: 1.4, seesImages: false, price: null },
  {
    model: "sim-ember-8b",
    skill: 0.7,
    unreadable: 0.03,
    truncated: 0.03,
    empty: 0.004,
    contextTokens: 3000,
    price: null,
  },
  { model: "sim-fjord-preview", skill: 1.65, failed: 0.012, done: 0.9, price: [2, 8] },
];

/** `count` runs: the line-up, then further models between its weakest and its best; default the line-up. */
export function profiles(count = LINE_UP.length): readonly Profile[] {
  return Array.from({ length: count }, (_, place) => {
    const extra = place - LINE_UP.length;
    return {
      ...PLAIN,
      ...LINE_UP[place] ?? {
        model: `sim-model-${String(extra + 1).padStart(2, "0")}`,
        skill: 0.7 + (1.2 * ((extra * 7) % 19)) / 18,
        failed: 0.001 * (extra % 4),
      },
    };
  });
}
