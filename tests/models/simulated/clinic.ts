import { JUDGE_PROMPT, judgePrompt } from "../../../lib/graders/judge_prompt.ts";
import { simulatedEndpoint } from "../../../lib/models/simulated/simulated_endpoint.ts";
import { parseChatRequest } from "../../../lib/models/simulated/parse_chat_request.ts";
import type {
  SimulatedEndpoint,
  SimulatedEndpointOptions,
} from "../../../lib/models/simulated/server_types.ts";
import type { ChatRequest, SimulatedRubric } from "../../../lib/models/simulated/types.ts";
import { complete } from "./exam.ts";

const REMEDIES = ["rest", "ginger tea", "a cold pack", "a warm bath", "saline spray", "stretching"];
const MISTAKES = ["whisky", "leftover antibiotics", "a week of fasting"];
const TREATMENTS = ["卧床休息", "喝姜汤", "冷敷伤处", "泡温水澡", "生理盐水冲洗", "拉伸肌肉"];
const ERRORS = ["喝白酒", "剩下的抗生素", "断食七天"];

/** Generated cases with 4 to 6 good criteria and 2 or 3 errors, three in five English, a month apart in turn. */
export const CLINIC: readonly SimulatedRubric[] = Array.from({ length: 150 }, (_, index) => {
  const isChinese = index % 5 > 2;
  const good = (isChinese ? TREATMENTS : REMEDIES).slice(0, 4 + index % 3);
  const bad = (isChinese ? ERRORS : MISTAKES).slice(0, 2 + index % 2);
  return {
    caseId: `clinic-${index}`,
    query: isChinese
      ? `我是第${index}号，膝盖疼了三天。\n\n请问${index}号该怎么办？`
      : `I am number ${index} and my knee has hurt for three days.\n\nWhat should number ${index} do?`,
    criteria: [
      ...good.map((text, place) => ({
        criterion: isChinese ? `建议${text}` : `Recommends ${text}`,
        points: 9 - place,
      })),
      ...bad.map((text, place) => ({
        criterion: isChinese ? `认为应该用${text}` : `Recommends ${text}`,
        points: place - 7,
      })),
    ],
    date: index % 25 === 24 ? null : `2025-${String(1 + index % 12).padStart(2, "0")}-15`,
    language: isChinese ? "zh" : "en",
  };
});

/** The prompt of a subject: an instruction, an empty line, the query. */
export function subjectPrompt(rubric: SimulatedRubric): string {
  return `IMPORTANT: Provide ONLY the final answer.\n\n${rubric.query}`;
}

/** The prompt of a judge on one criterion, as the rubric judge words it. */
export function verdictPrompt(data: {
  readonly query: string;
  readonly answer: string;
  readonly criterion: string;
}): string {
  return judgePrompt(JUDGE_PROMPT, data);
}

/** A checked chat request of one user message. */
export function chatRequest(model: string, content: string): ChatRequest {
  const { request } = parseChatRequest(
    JSON.stringify({ model, messages: [{ role: "user", content }] }),
  );
  if (request === null) throw new Error("not a chat request");
  return request;
}

/** What a model says to one user message. */
export function say(endpoint: SimulatedEndpoint, model: string, content: string): string {
  const body = complete(endpoint, { model, messages: [{ role: "user", content }] });
  return body.choices[0]?.message.content ?? "";
}

/** A subject's answers to all of `CLINIC`, in order. */
export function answers(model: string, options: SimulatedEndpointOptions = {}): readonly string[] {
  const endpoint = simulatedEndpoint({ rubrics: CLINIC, ...options });
  return CLINIC.map((rubric) => say(endpoint, model, subjectPrompt(rubric)));
}
