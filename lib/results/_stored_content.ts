import type { Benchmark, CleanSummary, Headline, Result, Run, Spend, Summary } from "../types.ts";
import { cleanSummary } from "./clean_summary.ts";
import { resultFromStored } from "./_result_from_stored.ts";
import type { SpendBeside } from "./_spend_beside.ts";
import { spendOf } from "./spend_of.ts";

/** A result file's cases, and whose they are. */
export interface StoredContentOptions {
  /** The parsed JSON. */
  readonly cases: readonly unknown[];
  /** Reads them. */
  readonly benchmark: Benchmark;
  /** Path, for messages. */
  readonly where: string;
  /** Name of the model. */
  readonly model: string;
  /** Whether only the owner may read them. */
  readonly isPrivate: boolean;
  /** What the run spent that they do not tell. */
  readonly beside: SpendBeside;
}

/**
 * What is made of a file's cases: each thing once, when it is first asked for. Holds the parsed JSON until its results
 * are made, and no longer.
 */
export class StoredContent {
  #source: StoredContentOptions | null;
  readonly #benchmark: Benchmark;
  readonly #beside: SpendBeside;
  #results: readonly Result[] | null = null;
  #official: Summary | null = null;
  #clean: CleanSummary | null = null;
  #spend: Spend | null = null;
  #headlines: readonly Headline[] | null = null;

  /** Reads nothing yet. */
  constructor(source: StoredContentOptions) {
    this.#source = source;
    this.#benchmark = source.benchmark;
    this.#beside = source.beside;
  }

  /** The cases as results. Throws a `CaseError` for the first that is not plain and cannot be read. */
  results(): readonly Result[] {
    if (this.#results !== null) return this.#results;
    const { cases, benchmark, model, where, isPrivate } = this.#stored();
    const results = cases.map((stored, n): Result => {
      const place = `${where} cases[${n}]`;
      const result = resultFromStored(stored, { benchmark, model, where: place });
      return isPrivate ? { ...result, private: true } : result;
    });
    // Then nothing needs the parsed JSON any longer, which is as large as the results.
    this.official();
    this.#source = null;
    return this.#results = results;
  }

  /** The reference evaluator's counting of the cases as they stand in the file. */
  official(): Summary {
    return this.#official ??= this.#benchmark.officialSummary(this.#stored().cases);
  }

  /** The clean reading. */
  clean(planned: Run["planned"]): CleanSummary {
    return this.#clean ??= cleanSummary(this.results(), { planned });
  }

  /** Tokens and money. */
  spend(): Spend {
    return this.#spend ??= { ...spendOf(this.results()), ...this.#beside };
  }

  /** The benchmark's own numbers that stand for the run. */
  headlines(): readonly Headline[] {
    return this.#headlines ??= this.#benchmark.headlines?.(this.official()) ?? [];
  }

  #stored(): StoredContentOptions {
    if (this.#source === null) throw new Error("The cases have become results already");
    return this.#source;
  }
}
