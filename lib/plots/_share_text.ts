/**
 * A share with one decimal: `35.7 %`; null is a dash.
 */
export function shareText(share: number | null, options: { readonly unit?: string } = {}): string {
  if (share === null) return "–";
  const text = (share * 100).toFixed(1).replace(/^-0\.0$/, "0.0").replace("-", "−");
  return `${text}${options.unit ?? " %"}`;
}

/**
 * An estimate with its interval, `35.7 % (33.2–38.2)`; without limits the estimate alone.
 */
export function estimateText(
  estimate: {
    readonly value: number | null;
    readonly lo: number | null;
    readonly hi: number | null;
  },
): string {
  const { value, lo, hi } = estimate;
  if (value === null) return "nothing to count";
  if (lo === null || hi === null) return shareText(value);
  return `${shareText(value)} (${shareText(lo, { unit: "" })}–${shareText(hi, { unit: "" })})`;
}

/**
 * A difference with its interval in points, `+3.2 (+1.0 to +5.4)`; without limits the difference alone.
 */
export function differenceText(
  difference: {
    readonly value: number | null;
    readonly lo: number | null;
    readonly hi: number | null;
  },
): string {
  const { value, lo, hi } = difference;
  if (value === null) return "–";
  if (lo === null || hi === null) return pointsText(value);
  return `${pointsText(value)} (${pointsText(lo)} to ${pointsText(hi)})`;
}

/**
 * A difference of shares in points with its sign: `+3.2`, `−0.4`.
 */
export function pointsText(difference: number): string {
  const text = (Math.abs(difference) * 100).toFixed(1);
  if (Number(text) === 0) return "0.0";
  return `${difference < 0 ? "−" : "+"}${text}`;
}
