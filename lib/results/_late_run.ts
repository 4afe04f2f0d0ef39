import type { Run } from "../types.ts";
import type { StoredContent } from "./_stored_content.ts";

/** What a run says only when it is asked. */
type Late = "id" | "results" | "official" | "clean" | "spend" | "headlines";

/** Where the rest of a run comes from. */
export interface LateRunOptions {
  /** Makes results and numbers. */
  readonly content: StoredContent;
  /** The run's id, or what gives it. */
  readonly id: string | (() => string);
  /** Whether its benchmark has numbers of its own that stand for a run. */
  readonly hasHeadlines: boolean;
}

/** Out of sight, so that a copy of a run is plain data. */
const SOURCE = Symbol("source");

interface Source {
  readonly content: StoredContent;
  id: string | (() => string);
}

/**
 * A run that makes its results, and what is counted of them, when they are first asked for; copied or written, it is like any
 * other. The functions that do so are shared by all runs and find what they need through `this`: functions made for each run,
 * which hold the parsed file themselves, keep it from being collected until long after the run is gone (the engine puts
 * functions of an object's fields among the old at once), and reading a file would cost twice as much.
 */
export function lateRun(known: Omit<Run, Late>, options: LateRunOptions): Run {
  const { content, id, hasHeadlines } = options;
  const source: Source = { content, id };
  const run = {
    file: known.file,
    get id(): string {
      return idOf(this[SOURCE]);
    },
    benchmark: known.benchmark,
    model: known.model,
    dataset: known.dataset,
    startedAt: known.startedAt,
    finishedAt: known.finishedAt,
    meta: known.meta,
    manifest: known.manifest,
    get results(): Run["results"] {
      return this[SOURCE].content.results();
    },
    planned: known.planned,
    unfinished: known.unfinished,
    get official(): Run["official"] {
      return this[SOURCE].content.official();
    },
    get clean(): Run["clean"] {
      return this[SOURCE].content.clean(this.planned);
    },
    get spend(): NonNullable<Run["spend"]> {
      return this[SOURCE].content.spend();
    },
    warnings: known.warnings,
    ...(known.limiter === undefined ? {} : { limiter: known.limiter }),
    [SOURCE]: source,
  };
  Object.defineProperty(run, SOURCE, { enumerable: false });
  return hasHeadlines
    ? Object.defineProperty(run, "headlines", {
      get: headlines,
      enumerable: true,
      configurable: true,
    })
    : run;
}

function headlines(this: { readonly [SOURCE]: Source }): Run["headlines"] {
  return this[SOURCE].content.headlines();
}

function idOf(source: Source): string {
  if (typeof source.id === "function") source.id = source.id();
  return source.id;
}
