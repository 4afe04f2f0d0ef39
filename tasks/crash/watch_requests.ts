import { type Case, firstRequest, openBenchmark, type RecordedRequest } from "../../mod.ts";

/** Faults whose answer is an answer all the same: the endpoint would charge for it. */
const ANSWERED: ReadonlySet<string> = new Set(["truncation", "no_usage"]);

/** What the server saw of one output, over all lives of the client. */
export interface RequestWatch {
  /** Takes each request as it comes. */
  readonly onRequest: (request: RecordedRequest) => void;
  /** A new client starts; these turns are in the journal by now. */
  readonly newLife: (journaled: ReadonlySet<string>) => void;
  /** Requests of the client alive. */
  readonly requests: () => number;
  /** What came out so far. */
  readonly report: () => WatchReport;
}

/** Counts of one output. */
export interface WatchReport {
  /** Requests the endpoint answered, and would charge for. */
  readonly paid: number;
  /** Turns answered at least once. */
  readonly turns: number;
  /** Turns asked although the journal held their answer. */
  readonly askedAgain: readonly string[];
  /** Turns asked again by a client that had its answer. */
  readonly askedTwice: readonly string[];
}

/** A turn's name: its case and its place. */
export function turnName(caseId: string, index: number): string {
  return `${caseId} turn ${index + 1}`;
}

/** Watches which turn each request asks, told by the case's opening and the number of replies in the history. */
export async function watchRequests(cases: readonly Case[]): Promise<RequestWatch> {
  const benchmark = openBenchmark("liveclin", { imageMode: "url" });
  const byOpening = new Map<string, string>();
  for (const c of cases) {
    const request = await firstRequest(c, benchmark);
    byOpening.set(openingOf(request?.messages), c.id);
  }
  const paid = new Map<string, number>();
  const askedAgain: string[] = [];
  const askedTwice: string[] = [];
  let journaled: ReadonlySet<string> = new Set();
  let life = new Set<string>();
  let requests = 0;
  return {
    onRequest: ({ body, fault }) => {
      const messages: unknown = Object(body).messages;
      if (!Array.isArray(messages)) return;
      requests++;
      const caseId = byOpening.get(openingOf(messages)) ?? "unknown";
      const replies = messages.filter(({ role }) => role === "assistant").length;
      const turn = turnName(caseId, replies);
      if (journaled.has(turn)) askedAgain.push(turn);
      if (life.has(turn)) askedTwice.push(turn);
      if (fault !== null && !ANSWERED.has(fault)) return;
      life.add(turn);
      paid.set(turn, (paid.get(turn) ?? 0) + 1);
    },
    newLife: (known) => {
      journaled = known;
      life = new Set();
      requests = 0;
    },
    requests: () => requests,
    report: () => ({
      paid: [...paid.values()].reduce((sum, count) => sum + count, 0),
      turns: paid.size,
      askedAgain: [...askedAgain],
      askedTwice: [...askedTwice],
    }),
  };
}

/** The text of the first user message, which no two cases share. */
function openingOf(messages: unknown): string {
  if (!Array.isArray(messages)) return "";
  const content: unknown = messages[0]?.content;
  if (!Array.isArray(content)) return String(content);
  return content.map((part) => Object(part).text ?? "").join("");
}
