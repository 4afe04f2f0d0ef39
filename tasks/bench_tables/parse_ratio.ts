import process from "node:process";
import { benchmarks, parseResults } from "../../mod.ts";

/** What reading a file costs beside the bare parser. */
export interface ParseRatio {
  /** CPU of `parseResults` over that of `JSON.parse`: median over the rounds. */
  readonly ratio: number;
  /** CPU of the bare parser, milliseconds: median over the rounds. */
  readonly parseMs: number;
}

/** How often to measure. */
export interface ParseRatioOptions {
  /** Path, for messages. */
  readonly where: string;
  /** Rounds after one that warms up. */
  readonly rounds?: number;
  /** Readings a round: several, so that what the collector of garbage takes falls on both alike. */
  readonly readings?: number;
}

/** Measures what reading a result file's text costs, in CPU of the whole process. */
export function parseRatio(text: string, options: ParseRatioOptions): ParseRatio {
  const { where, rounds = 9, readings = 8 } = options;
  const bare: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const [parse, read] = [
      cpuMs(readings, () => JSON.parse(text)),
      cpuMs(readings, () => parseResults(text, { where, benchmarks })),
    ];
    if (round === 0) continue;
    bare.push(parse / readings);
    ratios.push(read / parse);
  }
  return { ratio: median(ratios), parseMs: median(bare) };
}

function cpuMs(readings: number, work: () => unknown): number {
  const before = process.cpuUsage();
  for (let n = 0; n < readings; n++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
