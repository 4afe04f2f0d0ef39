/** Tells bursts of refusals apart. Calls are numbered in the order they were sent. */
export interface RefusalBursts {
  /** A call was refused, `sent` being the last one sent: whether it was sent after the last back-off, and begins a new burst. */
  refused(order: number, sent: number): { readonly isNews: boolean; readonly isBurst: boolean };
  /** A call was accepted. */
  accepted(order: number): void;
  /** News of refusals since a call sent after the last back-off was accepted. */
  inARow(): number;
}

/** No refusal at first. */
export function refusalBursts(): RefusalBursts {
  let backedOffAt = 0;
  let turnedAwaySince = 0;
  let inARow = 0;
  return {
    refused(order, sent) {
      const isNews = order > backedOffAt;
      if (isNews) {
        inARow++;
        turnedAwaySince++;
      }
      // A trial that is turned away prolongs the pause; only when others have got through is it a new burst.
      const isBurst = isNews && (sent - backedOffAt > turnedAwaySince || backedOffAt === 0);
      if (isBurst) {
        backedOffAt = sent;
        turnedAwaySince = 0;
      }
      return { isNews, isBurst };
    },
    accepted(order) {
      if (order > backedOffAt) inARow = 0;
    },
    inARow: () => inARow,
  };
}
