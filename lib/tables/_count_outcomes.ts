/**
 * Counts outcomes in the order in which the first that holds wins, and writes the counts.
 */
export function countOutcomes(
  outcomes: readonly string[],
  options: { readonly order: readonly string[] },
): { readonly counts: ReadonlyMap<string, number>; readonly text: string } {
  const counts = new Map<string, number>(options.order.map((outcome) => [outcome, 0]));
  // Most follow one of their kind: equal neighbours are looked up once.
  let last = "";
  let alike = 0;
  const add = (): void => {
    if (alike > 0) counts.set(last, (counts.get(last) ?? 0) + alike);
  };
  for (const outcome of outcomes) {
    if (outcome !== last) {
      add();
      last = outcome;
      alike = 0;
    }
    alike++;
  }
  add();
  const text = [...counts].filter(([, n]) => n > 0).map(([outcome, n]) => `${outcome} ${n}`).join(
    ", ",
  );
  return { counts, text };
}
