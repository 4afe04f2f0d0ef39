/** Options of {@linkcode keySuspicion}. */
export interface KeySuspicionOptions {
  /** The option each model chose; null is no answer and no vote. */
  readonly choices: Readonly<Record<string, string | null>>;
  /** The known accuracy of each model, in (0, 1). */
  readonly accuracy: Readonly<Record<string, number>>;
  /** The options offered. */
  readonly options: readonly string[];
  /** The listed key. */
  readonly key: string;
  /** Posterior of the key below which the item is flagged; default 0.1. */
  readonly threshold?: number;
}

/** How suspect a key is. */
export interface KeySuspicion {
  /** Posterior probability of each option being right. */
  readonly posterior: Readonly<Record<string, number>>;
  /** Posterior of the listed key. */
  readonly value: number;
  /** The most probable other option. */
  readonly alternative: string | null;
  /** Models that chose it. */
  readonly agreeing: readonly string[];
  /** Whether a physician should look. */
  readonly flag: boolean;
  /** Models that voted. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know: models' errors are correlated. */
  readonly warnings: readonly string[];
}

/**
 * Posterior over the true option with models as independent voters of known accuracy: a queue for review, no verdict.
 *
 * Weight `log(acc/(1-acc) (k-1))` for the chosen option, softmax. One-coin model of Dawid & Skene 1979.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { keySuspicion } from "@rounds/rounds";
 *
 * const { alternative, flag } = keySuspicion({
 *   choices: { m1: "B", m2: "B", m3: "B" },
 *   accuracy: { m1: 0.9, m2: 0.8, m3: 0.8 },
 *   options: ["A", "B", "C"],
 *   key: "A",
 * });
 * assert.deepEqual([alternative, flag], ["B", true]);
 * ```
 */
export function keySuspicion(options: KeySuspicionOptions): KeySuspicion {
  const { choices, accuracy, options: letters, key, threshold = 0.1 } = options;
  if (!letters.includes(key)) {
    throw new RangeError(`key is "${key}", expected one of ${letters.join(", ")}`);
  }
  const logs = new Map(letters.map((letter) => [letter, 0]));
  const voters = Object.entries(choices).filter(([, choice]) =>
    choice !== null && logs.has(choice)
  );
  for (const [model, choice] of voters) {
    const skill = accuracy[model];
    if (choice === null || skill === undefined || !(skill > 0 && skill < 1)) {
      throw new RangeError(`accuracy.${model} is ${skill}, expected a number between 0 and 1`);
    }
    const weight = Math.log((skill / (1 - skill)) * (letters.length - 1));
    logs.set(choice, (logs.get(choice) ?? 0) + weight);
  }
  const most = Math.max(...logs.values());
  const total = [...logs.values()].reduce((sum, log) => sum + Math.exp(log - most), 0);
  const posterior = Object.fromEntries(
    [...logs].map(([letter, log]) => [letter, Math.exp(log - most) / total]),
  );
  const value = posterior[key] ?? 0;
  const others = letters.filter((letter) => letter !== key)
    .sort((a, b) => (posterior[b] ?? 0) - (posterior[a] ?? 0));
  const alternative = others[0] ?? null;
  return {
    posterior,
    value,
    alternative,
    agreeing: voters.filter(([, choice]) => choice === alternative).map(([model]) => model),
    flag: value < threshold,
    n: voters.length,
    method: "key-suspicion/one-coin",
    warnings: [
      ...(voters.length === 0 ? ["no votes"] : []),
      "models' errors are correlated: a queue for review, not a probability",
    ],
  };
}
