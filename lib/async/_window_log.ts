/** An amount used at a moment; it may be corrected. */
export interface WindowEntry {
  readonly at: number;
  amount: number;
}

/** Amounts of the last window. Times never go back. */
export interface WindowLog {
  add(at: number, amount: number): WindowEntry;
  /** Replaces an amount by what it turned out to be. */
  correct(entry: WindowEntry, amount: number): void;
  /** Sum over the window that ends now. */
  total(now: number): number;
  /** Milliseconds until that amount fits under the limit; 0 when it does, or when nothing is in the way. */
  waitFor(amount: number, options: { readonly limit: number; readonly now: number }): number;
}

/** A sliding window over amounts, oldest forgotten first. */
export function windowLog(windowMs: number): WindowLog {
  let entries: WindowEntry[] = [];
  let first = 0;
  let sum = 0;
  const forget = (now: number) => {
    for (let oldest = entries[first]; oldest !== undefined; oldest = entries[first]) {
      if (oldest.at > now - windowMs) break;
      sum -= oldest.amount;
      first++;
    }
    if (first > 1000 && first * 2 > entries.length) {
      entries = entries.slice(first);
      first = 0;
    }
    // Sums of fractions drift; an empty window is exactly nothing.
    if (first === entries.length) sum = 0;
  };
  return {
    add(at, amount) {
      const entry = { at, amount };
      entries.push(entry);
      sum += amount;
      return entry;
    },
    correct(entry, amount) {
      const oldest = entries[first];
      if (oldest !== undefined && entry.at >= oldest.at) sum += amount - entry.amount;
      entry.amount = amount;
    },
    total(now) {
      forget(now);
      return sum;
    },
    waitFor(amount, { limit, now }) {
      forget(now);
      let left = sum;
      for (let n = first; n < entries.length; n++) {
        const entry = entries[n];
        if (entry === undefined || left + amount <= limit) {
          return n === first ? 0 : Math.max(0, (entries[n - 1]?.at ?? now) + windowMs - now);
        }
        left -= entry.amount;
      }
      const last = entries.at(-1);
      return entries.length === first || last === undefined ? 0 : last.at + windowMs - now;
    },
  };
}
