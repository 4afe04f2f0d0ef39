/**
 * Counts outcomes in the order in which the first that holds wins, and writes the counts.
 */
export function countOutcomes(
  outcomes: readonly string[],
  options: { readonly order: readonly string[] },
): { readonly counts: ReadonlyMap<string, number>; readonly text: string } {
  const counts = new Map<string, number>(options.order.map((outcome) => [outcome, 0]));
  for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const text = [...counts].filter(([, n]) => n > 0).map(([outcome, n]) => `${outcome} ${n}`).join(
    ", ",
  );
  return { counts, text };
}
