import {
  type Judge,
  JUDGE_PARAMETERS,
  rubricJudge,
  scriptedModel,
  type Verdict,
} from "../../../mod.ts";
import { normal } from "../difficulty.ts";
import type { MedCriterion, MedRecord } from "./generate_med_records.ts";
import { keyedRandom } from "./keyed_random.ts";
import type { MedJudge, MedModel } from "./med_profiles.ts";
import type { MedAnswer } from "./simulate_answer.ts";

/** What is judged. */
export interface SimulatedJudgeOptions {
  readonly record: MedRecord;
  readonly model: MedModel;
  readonly answer: MedAnswer;
  readonly seed: number;
}

/** How strongly clarity moves a verdict; what a judge adds for its own family. */
const WEIGHT = { clarity: 1.6, family: 0.6 };
/** Signs of an answer of usual length. */
const USUAL_LENGTH = { en: 280, zh: 90 };
/** Judgements of one criterion that are drawn. */
const REPEATS = 2;

/** What a judge is before it is asked anything: its name, prompt and identity. */
export function judgeIdentity(
  { name }: Pick<MedJudge, "name">,
): Pick<Judge, "name" | "promptSha256" | "identity"> {
  return rubricJudge({
    ...scriptedModel([], name),
    origin: "http://127.0.0.1",
    parameters: JUDGE_PARAMETERS,
  });
}

/** A judge of one answer. Its verdicts do not depend on when or in which order it is asked. */
export function simulatedJudge(
  profile: MedJudge,
  options: SimulatedJudgeOptions & { readonly identity: ReturnType<typeof judgeIdentity> },
): Judge {
  const { record, model, answer, seed, identity } = options;
  const text = answer.turn.reply?.text ?? "";
  const random = keyedRandom(seed, "judge", profile.name, model.name, text, String(record.caseId));
  const leaning =
    profile.length * Math.log2(Math.max(1, text.length) / USUAL_LENGTH[record.language]) +
    (profile.family === model.family ? WEIGHT.family : 0);
  const opinions = new Map(record.criteria.map((criterion, n) => {
    const { points } = criterion;
    const z = WEIGHT.clarity * (answer.clarity[n] ?? 0) +
      (points > 0 ? profile.good + leaning : profile.bad - leaning) +
      profile.spread * normal(random);
    const asked = Array.from({ length: REPEATS }, () => ({
      met: z + profile.noise * normal(random) > 0,
      luck: random.uniform(),
    }));
    return [criterion.criterion, { criterion, asked }];
  }));
  return {
    ...identity,
    judge: (request, { repeat = 1 } = {}) => {
      const opinion = opinions.get(request.criterion);
      const said = opinion?.asked[repeat - 1];
      if (opinion === undefined || said === undefined) {
        throw new RangeError(`${profile.name} is not prepared for ${request.criterion}`);
      }
      const isFailed = said.luck < profile.failed;
      const isUnread = !isFailed && said.luck < profile.failed + profile.unreadable;
      const met = isFailed || isUnread ? null : said.met;
      const calls = isFailed ? 5 : isUnread ? 3 : 1;
      const prompt = 420 + Math.round((request.query.length + text.length) / 4);
      return Promise.resolve({
        judge: profile.name,
        met,
        evidence: met ? evidenceOf(opinion.criterion, text) : null,
        reason: isFailed
          ? "the server answered 503 to every attempt"
          : isUnread
          ? "3 times asked, no verdict: the judge's reply holds no JSON object"
          : null,
        status: isFailed ? "failed" : isUnread ? "unreadable" : "read",
        ...{ repeat, attempts: calls, servedModel: profile.name, verdicts: [] },
        ...spent(profile, { calls: isFailed ? 0 : calls, prompt }),
      });
    },
  };
}

function spent(
  { price: [input, output] }: MedJudge,
  { calls, prompt }: { readonly calls: number; readonly prompt: number },
): Pick<Verdict, "usage" | "costUsd"> {
  if (calls === 0) return { usage: null, costUsd: null };
  const [inputTokens, outputTokens] = [prompt * calls, 24 * calls];
  return {
    usage: { inputTokens, outputTokens, reasoningTokens: null, cachedTokens: null },
    costUsd: Number(((inputTokens * input + outputTokens * output) / 1e6).toPrecision(6)),
  };
}

/** The sentence that meets it; where there is none, the first of the answer. */
function evidenceOf({ said }: MedCriterion, text: string): string {
  return text.includes(said) ? said : /^.*?[.。]/su.exec(text)?.[0] ?? text;
}
