import type { Pcg32 } from "../resampling/pcg32.ts";
import type { JudgedCriterion } from "./judged_criterion.ts";

/** How a verdict is given anew. */
export interface NoisyVerdictOptions {
  /** The judges drawn, by number. */
  readonly panel: readonly number[];
  /** How often a second verdict of each judge differs; null counts as never. */
  readonly flips: readonly (number | null)[];
  /** Draws. */
  readonly random: Pcg32;
}

/**
 * One verdict of a panel drawn anew from what its judges said: 1 or 0. A tie is decided by lot.
 */
export function noisyVerdict(criterion: JudgedCriterion, options: NoisyVerdictOptions): number {
  const { panel, flips, random } = options;
  if (criterion.fixed !== null) return criterion.fixed;
  let [met, said] = [0, 0];
  for (const judge of panel) {
    const own = (criterion.met[judge] ?? []).filter((one) => one !== null);
    if (own.length === 0) continue;
    const drawn = own[own.length > 1 ? random.below(own.length) : 0] ?? 0;
    const turned = own.length === 1 && random.uniform() < (flips[judge] ?? 0);
    met += turned ? 1 - drawn : drawn;
    said++;
  }
  if (said === 0) return fixedVerdict(criterion, criterion.met.map((_, judge) => judge));
  return 2 * met === said ? random.below(2) : 2 * met > said ? 1 : 0;
}

/** The majority of these judges' first verdicts; a tie, or none, is not met. */
export function fixedVerdict(criterion: JudgedCriterion, judges: readonly number[]): number {
  if (criterion.fixed !== null) return criterion.fixed;
  const said = judges.map((judge) => criterion.met[judge]?.[0] ?? null)
    .filter((one) => one !== null);
  return 2 * said.reduce<number>((sum, one) => sum + one, 0) > said.length ? 1 : 0;
}

/** How often two verdicts of the same judge on the same criterion differ; null where none is repeated. */
export function flipRates(
  criteria: readonly JudgedCriterion[],
  options: { readonly judges: number },
): (number | null)[] {
  return Array.from({ length: options.judges }, (_, judge) => {
    let [pairs, differ] = [0, 0];
    for (const { met } of criteria) {
      const own = (met[judge] ?? []).filter((one) => one !== null);
      own.forEach((one, k) => {
        for (const other of own.slice(k + 1)) {
          pairs++;
          if (one !== other) differ++;
        }
      });
    }
    return pairs === 0 ? null : differ / pairs;
  });
}
