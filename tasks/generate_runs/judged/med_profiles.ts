import type { LiveMedBenchPromptStyle, ModelFacts } from "../../../mod.ts";

/** A simulated model that answers open questions. Logits, unless said otherwise. */
export interface MedModel {
  readonly name: string;
  readonly family: string;
  readonly type: ModelFacts["type"];
  readonly parameters: number | null;
  readonly release: string;
  /** Last month it has seen; null when its makers do not say. */
  readonly cutoff: string | null;
  /** What it loses on cases after the cut-off. */
  readonly drop: number;
  readonly skill: number;
  /** Added for questions in Chinese. */
  readonly chinese: number;
  /** Sentences beside what it is asked for, on average. */
  readonly filler: number;
  /** Shares of answers, from 0 to 1. */
  readonly failed: number;
  readonly refused: number;
  readonly empty: number;
  readonly truncated: number;
  /** US dollars for a million tokens in and out; null where nothing is charged. */
  readonly price: readonly [input: number, output: number] | null;
}

/** A simulated judge. */
export interface MedJudge {
  readonly name: string;
  /** Family of models it favours; null for none. */
  readonly family: string | null;
  /** Leaning to say met, of criteria worth points and of errors. */
  readonly good: number;
  readonly bad: number;
  /** Favour for a doubled length of the answer. */
  readonly length: number;
  /** Spread of what it makes of a criterion, and of saying otherwise when asked again. */
  readonly spread: number;
  readonly noise: number;
  /** Shares of judgements without a verdict. */
  readonly unreadable: number;
  readonly failed: number;
  /** US dollars for a million tokens in and out. */
  readonly price: readonly [input: number, output: number];
}

/** A judged run. */
export interface MedRunProfile {
  readonly model: MedModel;
  /** Which release: the older or the newer. */
  readonly release: 0 | 1;
  readonly style: LiveMedBenchPromptStyle;
  readonly judges: readonly MedJudge[];
  /** Judgements asked a second time. */
  readonly rejudged: number;
  /** On the panel's smaller sample. */
  readonly isSmall: boolean;
  readonly startedAt: string;
  /** Share of the plan done before it was interrupted. */
  readonly done: number;
}

const PLAIN = {
  ...{ failed: 0.004, refused: 0.004, empty: 0, truncated: 0.004 },
  ...{ drop: 0, chinese: 0, filler: 2, parameters: null, price: null },
};

/** Eight models: four fall behind after their cut-off, two do not, one has seen nothing of the set, one all of it. */
export const MED_MODELS: readonly MedModel[] = [
  {
    ...PLAIN,
    ...{ name: "sim-atlas-3", family: "Sim Atlas", type: "proprietary", release: "2025-12" },
    ...{ cutoff: "2025-09", drop: 0.25, skill: 0.42, filler: 4, price: [3, 15] },
  },
  {
    ...PLAIN,
    ...{ name: "sim-borea-large", family: "Sim Borea", type: "proprietary", release: "2025-11" },
    ...{ cutoff: "2025-06", skill: 0.38, chinese: -0.15, filler: 1, price: [5, 20] },
    refused: 0.012,
  },
  {
    ...PLAIN,
    ...{ name: "sim-fjord-preview", family: "Sim Fjord", type: "proprietary", release: "2026-04" },
    ...{ cutoff: "2026-04", skill: 0.3, failed: 0.03, price: [2, 8] },
  },
  {
    ...PLAIN,
    ...{ name: "sim-atlas-2", family: "Sim Atlas", type: "proprietary", release: "2025-06" },
    ...{ cutoff: "2025-03", drop: 0.55, skill: 0.32, filler: 3, truncated: 0.015, price: [2, 10] },
  },
  {
    ...PLAIN,
    ...{ name: "sim-dune-text-32b", family: "Sim Dune", type: "open", parameters: 32e9 },
    ...{ release: "2025-08", cutoff: "2025-05", drop: 0.4, skill: 0.12, chinese: 0.35 },
  },
  {
    ...PLAIN,
    ...{ name: "sim-borea-mini", family: "Sim Borea", type: "proprietary", release: "2025-05" },
    ...{ cutoff: "2025-02", drop: 0.3, skill: 0.05, chinese: -0.2, price: [0.2, 0.8] },
  },
  {
    ...PLAIN,
    ...{ name: "sim-cinder-med-70b", family: "Sim Cinder", type: "medical", parameters: 70e9 },
    ...{ release: "2025-04", cutoff: "2024-12", skill: 0.1, chinese: -0.3, refused: 0.02 },
  },
  {
    ...PLAIN,
    ...{ name: "sim-ember-8b", family: "Sim Ember", type: "open", parameters: 8e9 },
    ...{ release: "2024-09", cutoff: "2024-06", skill: -0.5, filler: 3, empty: 0.01 },
    truncated: 0.02,
  },
];

const CAREFUL: MedJudge = {
  ...{ name: "sim-judge-north", family: null, good: 0, bad: -0.1, length: 0 },
  ...{ spread: 0.5, noise: 0.25, unreadable: 0.003, failed: 0.002, price: [2, 8] },
};
const LENIENT: MedJudge = {
  ...{ name: "sim-atlas-3", family: "Sim Atlas", good: 0.5, bad: -0.3, length: 0.25 },
  ...{ spread: 0.6, noise: 0.3, unreadable: 0.004, failed: 0.001, price: [3, 15] },
};
const UNSTEADY: MedJudge = {
  ...{ name: "sim-borea-mini", family: "Sim Borea", good: -0.2, bad: 0.35, length: 0.1 },
  ...{ spread: 1, noise: 0.8, unreadable: 0.035, failed: 0.01, price: [0.2, 0.8] },
};

/** The judges there are: one careful, one lenient and partial to its own family, one unsteady that is often unreadable. */
export const MED_JUDGES: readonly MedJudge[] = [CAREFUL, LENIENT, UNSTEADY];

/** Human raters, and how they lean. */
export const PHYSICIANS: readonly { readonly name: string; readonly leaning: number }[] = [
  { name: "physician_1", leaning: 0 },
  { name: "physician_2", leaning: 0.1 },
  { name: "physician_3", leaning: -0.15 },
];

const RUN: Omit<MedRunProfile, "model" | "startedAt"> = {
  release: 1,
  style: "official",
  judges: [CAREFUL],
  rejudged: 0,
  isSmall: false,
  done: 1,
};

/**
 * The runs: every model on the newer release by the careful judge, part of it asked twice; every model on a smaller sample by
 * a panel of three; two models by a lenient and one by an unsteady judge; one with another prompt; three on the older release.
 */
export function medRunProfiles(): readonly MedRunProfile[] {
  const named = (name: string): MedModel[] => MED_MODELS.filter((model) => model.name === name);
  const on = (day: number) => `2026-05-${String(day).padStart(2, "0")}T07:00:00.000Z`;
  return [
    ...MED_MODELS.map((model, n): MedRunProfile => ({
      ...RUN,
      ...{ model, rejudged: 200, startedAt: on(4 + n) },
      done: model.name === "sim-fjord-preview" ? 0.94 : 1,
    })),
    ...MED_MODELS.map((model, n): MedRunProfile => ({
      ...RUN,
      ...{ model, judges: MED_JUDGES, isSmall: true, startedAt: on(18 + n) },
    })),
    ...[...named("sim-atlas-3"), ...named("sim-borea-large")].map((model): MedRunProfile => ({
      ...RUN,
      ...{ model, judges: [LENIENT], startedAt: on(28) },
    })),
    ...named("sim-borea-large").map((model): MedRunProfile => ({
      ...RUN,
      ...{ model, judges: [UNSTEADY], startedAt: on(29) },
    })),
    ...named("sim-borea-mini").map((model): MedRunProfile => ({
      ...RUN,
      ...{ model, style: "physician", startedAt: on(30) },
    })),
    ...[...named("sim-borea-large"), ...named("sim-atlas-2"), ...named("sim-ember-8b")].map(
      (model, n): MedRunProfile => ({
        ...RUN,
        ...{ model, release: 0, startedAt: `2026-02-${10 + n}T07:00:00.000Z` },
      }),
    ),
  ];
}
