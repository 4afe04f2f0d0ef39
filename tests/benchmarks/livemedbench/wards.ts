import {
  livemedbench,
  type LiveMedBenchCase,
  type Message,
  type Model,
  ModelError,
  type Reply,
} from "../../../mod.ts";
import { plainReply } from "../../graders/judging.ts";

/** A record with criteria of these points; the text of a criterion says what an answer must hold to meet it. */
export function record(
  id: string | number,
  points: readonly number[],
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    case_id: id,
    post_time: "2026-01-15T00:00:00",
    narrative: `Story of ${id}.`,
    core_request: "What should I do?",
    doctor_advice: "Rest.",
    rubric_items: points.map((value, n) => ({ criterion: `says #${n + 1}`, points: value })),
    ...more,
  };
}

/** Parsed cases. */
export function casesOf(
  records: readonly Readonly<Record<string, unknown>>[],
): readonly LiveMedBenchCase[] {
  return records.map((entry, n) => livemedbench().parse(entry, `ward.json:${n + 1}`));
}

/** Whether an answer such as `#1 #3` meets a criterion such as `says #3`: a faithful judge's rule. */
export function faithful(
  { answer, criterion }: { readonly answer: string; readonly criterion: string },
): boolean {
  return answer.split(/\s+/).includes(criterion.replace("says ", ""));
}

/** A model under test that answers by case id (from `Story of <id>.`) and remembers what it was asked. */
export function answering(
  answer: (id: string) => string | Reply | Error,
): Model & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    name: "subject-1",
    origin: "scripted",
    parameters: { temperature: 0, max_completion_tokens: 2048 },
    asked,
    reply(messages: readonly Message[]): Promise<Reply> {
      const content = messages.at(-1)?.content;
      const id = /Story of (\S+)\./.exec(typeof content === "string" ? content : "")?.[1] ?? "?";
      asked.push(id);
      const said = answer(id);
      if (said instanceof Error) return Promise.reject(said);
      return Promise.resolve({
        ...(typeof said === "string" ? plainReply(said) : said),
        attempts: 1,
        ms: 1,
      });
    },
  };
}

/** A call that failed for good. */
export function failure(kind: ModelError["failure"]["kind"]): ModelError {
  return new ModelError({ kind, status: null, message: `simulated ${kind}` }, { attempts: 5 });
}

/** An answer without text. */
export function emptyReply(finishReason: string, refusal: string | null = null): ModelError {
  return new ModelError({ kind: "empty_reply", status: null, message: "no text" }, {
    reply: { ...plainReply(""), finishReason, refusal },
  });
}
