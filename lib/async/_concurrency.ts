/** How many calls may be under way. */
export interface Concurrency {
  /** Whole places, at least 1. */
  places(): number;
  /** A call succeeded while every place was taken and others waited; true when there is a place more. */
  grow(): boolean;
  /** A burst of refusals began with that many calls under way. */
  cut(inFlight: number, kind: "refused" | "overloaded"): void;
  /** Forgets what was found too much; at least as many may be under way as at the start. */
  forget(): void;
  /** Changes the most there may be. */
  setMost(most: number): void;
}

/** What the calls under way are cut to at a back-off. */
const CUT = 0.7;

/**
 * Grows by one a success (doubling each round) up to where it was cut or found too much, then by a quarter of the start
 * each round; is cut by a factor.
 */
export function concurrency(start: number): Concurrency {
  let most = Infinity;
  let limit = start;
  let threshold = Infinity;
  const places = () => Math.max(1, Math.floor(Math.min(limit, most)));
  return {
    places,
    grow() {
      if (limit >= most) return false;
      const before = places();
      limit = Math.min(most, limit + (limit < threshold ? 1 : Math.max(1, start / 4) / limit));
      return places() > before;
    },
    cut(inFlight, kind) {
      const used = Math.min(limit, inFlight);
      // A rate limit says nothing of how many calls may be under way: soon as many may be as before.
      threshold = kind === "refused"
        ? Math.min(threshold, Math.max(limit, start))
        : Math.max(2, 0.95 * used);
      limit = Math.max(1, CUT * used);
    },
    forget() {
      limit = Math.max(limit, start);
      threshold = Infinity;
    },
    setMost(next) {
      most = next;
    },
  };
}
