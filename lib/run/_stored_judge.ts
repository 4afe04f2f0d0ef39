import type { Judge, Result, Usage, Verdict, VerdictStatus } from "../types.ts";
import { FieldReader } from "../parse/field_reader.ts";

/**
 * A judge that repeats what a result file keeps of the single verdicts, in the order of the items; the vote of a panel is
 * taken anew. Where judgements were repeated, the first of each judge counts. Undefined when nothing of the result was judged.
 */
export function storedJudge(result: Result): Judge | undefined {
  const judged = result.grades.filter(({ detail }) => Array.isArray(detail.verdicts));
  const [first] = judged;
  if (first === undefined) return undefined;
  let asked = 0;
  return {
    name: String(first.detail.judge),
    promptSha256: "",
    identity: [],
    judge: () => {
      const grade = judged[asked++];
      const where = `case ${result.case.id} ${grade?.item ?? ""}`;
      const list: readonly unknown[] = Array.isArray(grade?.detail.verdicts)
        ? grade.detail.verdicts
        : [];
      const verdicts = list.map((stored) => fromRecord(stored, where));
      const counted = verdicts.filter(({ repeat }) => repeat === verdicts[0]?.repeat);
      const [only] = counted;
      const { name, reason } = {
        name: String(grade?.detail.judge),
        reason: grade?.reason ?? null,
      };
      return Promise.resolve({
        ...(only !== undefined && counted.length === 1 ? only : panel(counted, { name, reason })),
        verdicts,
      });
    },
  };
}

function panel(
  verdicts: readonly Verdict[],
  { name, reason }: { readonly name: string; readonly reason: string | null },
): Verdict {
  const met =
    [true, false].find((word) =>
      verdicts.filter((verdict) => verdict.met === word).length > verdicts.length / 2
    ) ?? null;
  const cited = verdicts.find((verdict) => verdict.met === met && verdict.evidence !== null);
  return {
    judge: name,
    met,
    evidence: met === null ? null : cited?.evidence ?? null,
    reason: met === null ? reason : null,
    status: met === null ? "tied" : "read",
    repeat: verdicts[0]?.repeat ?? 1,
    attempts: null,
    usage: null,
    servedModel: null,
    verdicts,
  };
}

const STATUSES: readonly VerdictStatus[] = ["read", "unreadable", "failed", "tied"];

function fromRecord(stored: unknown, where: string): Verdict {
  const read = new FieldReader(stored, { where, thing: "stored verdict" });
  const usage: Usage = {
    inputTokens: read.number("input_tokens"),
    outputTokens: read.number("output_tokens"),
    reasoningTokens: null,
    cachedTokens: null,
  };
  return {
    judge: read.required("judge", read.text("judge")),
    met: read.flag("met"),
    evidence: read.text("evidence"),
    reason: read.text("reason"),
    status: read.oneOf("status", STATUSES),
    repeat: read.number("repeat") ?? 1,
    attempts: read.number("attempts"),
    usage: usage.inputTokens === null && usage.outputTokens === null ? null : usage,
    costUsd: read.number("cost_usd"),
    servedModel: read.text("served_model"),
    verdicts: [],
  };
}
