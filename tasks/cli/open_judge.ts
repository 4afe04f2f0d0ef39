import {
  type Benchmark,
  type Case,
  httpModel,
  type HttpModelOptions,
  type Judge,
  JUDGE_PARAMETERS,
  judgeSample,
  type Limit,
  limitedModel,
  type Model,
  openVerdicts,
  panelJudge,
  pricedJudge,
  rememberingJudge,
  repeatingJudge,
  type RequestParameters,
  rubricJudge,
  type Spending,
  type Usage,
} from "../../mod.ts";
import type { JudgeFlags } from "./judge_flags.ts";
import type { Privacy } from "./private_flags.ts";
import { UsageError } from "./run_task.ts";

/** How a task's judge is opened. */
export interface OpenJudgeOptions {
  /** File the verdicts are kept in. */
  readonly verdicts: string;
  /** Base URL when no flag names one. */
  readonly apiBase: string;
  /** Key for the judge's endpoint when OPENAI_JUDGE_API_KEY is not set; never sent to an endpoint a `--judge` names itself. */
  readonly apiKey: string;
  /** Shared with the model under test. */
  readonly limit: Limit;
  /** What is judged, for the sample that is judged twice. */
  readonly benchmark: Benchmark;
  readonly cases: readonly Case[];
  /** Time-outs, retries and what is told of them. */
  readonly call: Omit<HttpModelOptions, "model" | "apiBase" | "apiKey" | "parameters">;
  /** US dollars for what a judge of that name used; every cost is unknown unless told. */
  readonly cost?: (name: string) => (usage: Usage) => number | null;
  /** What a private run may reach; null or absent when it is none. */
  readonly privacy?: Privacy | null;
  /** Told what the user should know. */
  readonly onNote: (note: string) => void;
}

/** A judge, and how its file is closed. */
export interface OpenedJudge {
  readonly judge: Judge;
  /** Names of those who judge. */
  readonly names: readonly string[];
  /** Names of those whose verdicts the file held already. */
  readonly earlier: readonly string[];
  /** What the verdicts in the file took; unknown costs count as nothing. */
  readonly spent: () => Spending;
  readonly close: () => Promise<void>;
}

/** The judge or panel the flags name, remembering its verdicts in a file; null when they name none. */
export async function openJudge(
  flags: JudgeFlags,
  options: OpenJudgeOptions,
): Promise<OpenedJudge | null> {
  const names = flags.judge ?? [];
  if (names.length === 0) return null;
  const prompt = flags.judgePrompt === undefined
    ? {}
    : { prompt: await Deno.readTextFile(flags.judgePrompt) };
  const models = names.map((name) => judgeModel(name, { ...options, flags }));
  const judges = models.map((model) => rubricJudge(model, prompt));
  const isPrivate = Boolean(options.privacy);
  const store = await openVerdicts(options.verdicts, { private: isPrivate });
  for (const warning of store.warnings) options.onNote(warning);
  const earlier = store.judges();
  if (store.size > 0) {
    options.onNote(
      `${options.verdicts} keeps ${store.size} verdicts by ${
        earlier.join(", ")
      }; those that fit are not asked for again`,
    );
  }
  const cost = (name: string) => options.cost?.(name) ?? (() => null);
  const panel = panelJudge(
    judges.map((judge) => pricedJudge(rememberingJudge(judge, store), { cost: cost(judge.name) })),
  );
  const { benchmark, cases } = options;
  const questions = cases.flatMap((c) => benchmark.judgements?.(c) ?? []);
  const judge = flags.rejudge === undefined ? panel : repeatingJudge(panel, {
    isSampled: judgeSample(questions, { count: flags.rejudge, seed: flags.seed }),
  });
  const spent = () =>
    store.all().reduce(
      (sum: Spending, { usage, judge: name }) =>
        usage === null ? sum : {
          costUsd: sum.costUsd + (cost(name)(usage) ?? 0),
          tokens: sum.tokens + (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0),
        },
      { costUsd: 0, tokens: 0 },
    );
  const { close } = store;
  return { judge, names: models.map((model) => model.name), earlier, spent, close };
}

/** One judging model, `MODEL` or `MODEL@BASE`. */
export function judgeModel(
  name: string,
  options: Pick<OpenJudgeOptions, "apiBase" | "apiKey" | "limit" | "call" | "privacy"> & {
    readonly flags: JudgeFlags;
    readonly parameters?: RequestParameters;
  },
): Model {
  const match = /^(.+?)@(https?:\/\/.+)$/.exec(name);
  const model = match?.[1] ?? name;
  const apiBase = match?.[2] ?? options.flags.judgeApiBase ?? options.apiBase;
  if (apiBase === "") throw new UsageError(`--judge ${name} needs --judge-api-base`);
  const own = Deno.env.get("OPENAI_JUDGE_API_KEY") || null;
  // A key goes only where it was meant to go.
  const fallback = match === null && sameOrigin(apiBase, options.apiBase)
    ? options.apiKey
    : "token";
  return limitedModel(
    httpModel({
      ...options.call,
      ...(options.privacy ? { privateHosts: options.privacy.hosts } : {}),
      model,
      apiBase,
      apiKey: own ?? fallback,
      parameters: {
        ...(options.parameters ?? JUDGE_PARAMETERS),
        max_completion_tokens: options.flags.judgeMaxTokens,
      },
    }),
    options.limit,
  );
}

function sameOrigin(left: string, right: string): boolean {
  const [a, b] = [URL.parse(left), URL.parse(right)];
  return a !== null && b !== null && a.origin === b.origin;
}
