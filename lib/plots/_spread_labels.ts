/** A label and where it would like to be. */
export interface WantedPlace {
  /** Centre, CSS pixels from the top. */
  readonly wanted: number;
  /** Height, CSS pixels. */
  readonly tall: number;
}

/**
 * Moves labels apart that would overprint each other, within the room there is; centres in the order given.
 */
export function spreadLabels(
  labels: readonly WantedPlace[],
  options: { readonly room: readonly [top: number, bottom: number] },
): number[] {
  const [top, bottom] = options.room;
  const order = labels.map((_, index) => index)
    .sort((a, b) => (labels[a]?.wanted ?? 0) - (labels[b]?.wanted ?? 0));
  const centres = labels.map(({ wanted }) => wanted);
  let free = top;
  for (const index of order) {
    const { wanted, tall } = labels[index] ?? { wanted: 0, tall: 0 };
    const centre = Math.max(free + tall / 2, wanted);
    centres[index] = centre;
    free = centre + tall / 2;
  }
  // What was pushed out below is pushed back up, from the last label to the first.
  let limit = bottom;
  for (const index of order.toReversed()) {
    const tall = labels[index]?.tall ?? 0;
    const centre = Math.min(centres[index] ?? 0, limit - tall / 2);
    centres[index] = centre;
    limit = centre - tall / 2;
  }
  return centres;
}
