/**
 * Months since the year 0 of `yyyy-mm`.
 */
export function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/**
 * `yyyy-mm` of months since the year 0.
 */
export function monthText(at: number): string {
  return `${Math.floor(at / 12)}-${String(at % 12 + 1).padStart(2, "0")}`;
}

/**
 * Months to label on an axis, at most about `most`: every month, quarter, half-year or year.
 */
export function monthTicks(
  [first, last]: readonly [first: number, last: number],
  most: number,
): number[] {
  const every = [1, 2, 3, 6, 12, 24, 60, 120].find((step) => (last - first) / step < most) ?? 240;
  return Array.from({ length: last - first + 1 }, (_, k) => first + k)
    .filter((at) =>
      every === 1 ||
      (every >= 12 ? at % 12 === 0 && at / 12 % (every / 12) === 0 : at % every === 0)
    );
}
