import type { RecordedRequest } from "../../mod.ts";
import type { RequestNames } from "./name_requests.ts";

/** Faults whose answer is an answer all the same: the endpoint would charge for it. */
const ANSWERED: ReadonlySet<string> = new Set(["truncation", "no_usage"]);

/** What the server saw of one output, over all lives of the client. */
export interface RequestWatch {
  /** Takes each request as it comes. */
  readonly onRequest: (request: RecordedRequest) => void;
  /** Says what requests are about; must be called before the first one comes. */
  readonly use: (names: RequestNames) => void;
  /** A new client starts; these turns and verdicts are on the disk by now. */
  readonly newLife: (kept: ReadonlySet<string>) => void;
  /** Requests of the client alive. */
  readonly requests: () => number;
  /** What came out so far. */
  readonly report: () => WatchReport;
}

/** Counts of one output. */
export interface WatchReport {
  /** Requests the endpoint answered, and would charge for. */
  readonly paid: number;
  /** Turns and verdicts answered at least once. */
  readonly answered: number;
  /** Those asked for although their answer was on the disk. */
  readonly askedAgain: readonly string[];
  /** Those asked for again by a client that had their answer. */
  readonly askedTwice: readonly string[];
}

/** Watches which turn or judgement each request asks for. */
export function watchRequests(): RequestWatch {
  const paid = new Map<string, number>();
  const askedAgain: string[] = [];
  const askedTwice: string[] = [];
  let names: RequestNames | null = null;
  let kept: ReadonlySet<string> = new Set();
  let life = new Set<string>();
  let requests = 0;
  return {
    onRequest: ({ body, fault }) => {
      const name = names?.ofBody(body) ?? null;
      if (name === null) return;
      requests++;
      if (kept.has(name)) askedAgain.push(name);
      if (life.has(name)) askedTwice.push(name);
      if (fault !== null && !ANSWERED.has(fault)) return;
      life.add(name);
      paid.set(name, (paid.get(name) ?? 0) + 1);
    },
    use: (given) => void (names = given),
    newLife: (known) => {
      kept = known;
      life = new Set();
      requests = 0;
    },
    requests: () => requests,
    report: () => ({
      paid: [...paid.values()].reduce((sum, count) => sum + count, 0),
      answered: paid.size,
      askedAgain: [...askedAgain],
      askedTwice: [...askedTwice],
    }),
  };
}
