/** How far estimates of tokens are off. */
export interface TokenRatio {
  /** Tokens really used for one estimated. */
  value(): number;
  /** An estimate turned out to be that. */
  learn(estimated: number, used: number): void;
}

/** Used over estimated, over about the last hundred calls; 1 at first. */
export function tokenRatio(): TokenRatio {
  const memory = 0.99;
  let estimated = 0;
  let used = 0;
  return {
    value: () => estimated === 0 ? 1 : used / estimated,
    learn(estimate, actual) {
      if (estimate <= 0 || actual < 0) return;
      estimated = estimated * memory + estimate;
      used = used * memory + actual;
    },
  };
}
