import { OUTCOME_KINDS, OUTCOME_PATTERNS, type OutcomeBar } from "./_outcome_kinds.ts";
import type { SvgPart } from "./_render_plot.ts";
import { shareText } from "./_share_text.ts";
import { stackedBars } from "./_stacked_bars.ts";
import { swatchLegend } from "./_swatch_legend.ts";

/**
 * What the colours and hatchings mean; only outcomes that occur.
 */
export function outcomeLegend(
  bars: readonly OutcomeBar[],
  options: { readonly width: number },
): SvgPart {
  const kinds = OUTCOME_KINDS.filter((_, k) => bars.some(({ counts }) => (counts[k] ?? 0) > 0));
  return swatchLegend(kinds, { ...options, patterns: OUTCOME_PATTERNS });
}

/**
 * Draws one stacked bar for each run of one benchmark, with the bracket of its bounds below and its share right on the right.
 */
export function outcomeBars(
  bars: readonly OutcomeBar[],
  options: { readonly width: number },
): SvgPart {
  const [unit = "question"] = bars.map((bar) => bar.unit);
  const isWhole = bars.every(({ unfinished }) => unfinished === 0);
  const stacked = bars.map((bar) => {
    const { label, planned, counts, low, high } = bar;
    return {
      label: `${label}, n\u00a0${planned.toLocaleString("en-US")}`,
      pieces: planned === 0 ? [] : counts.map((n, k) => ({
        share: n / planned,
        color: OUTCOME_KINDS[k]?.color ?? "",
        texts: [],
        ink: "black" as const,
        tip: `${label} · ${OUTCOME_KINDS[k]?.name ?? ""} ${shareText(n / planned)} · ${
          n.toLocaleString("en-US")
        } of ${planned.toLocaleString("en-US")}`,
      })),
      cell: boundsText(bar),
      bracket: low === null || high === null || high <= low ? null : { low, high },
    };
  });
  return stackedBars(stacked, {
    ...options,
    axis: isWhole
      ? `Share of all planned ${plural(unit)}`
      : `Share of the ${plural(unit)} of finished cases`,
    header: "right",
  });
}

/** `questions`, `criteria`, `cases`. */
export function plural(unit: string): string {
  return unit === "criterion" ? "criteria" : `${unit}s`;
}

function boundsText({ low, high }: OutcomeBar): string {
  if (low === null || high === null) return "nothing planned";
  if (high <= low) return shareText(low);
  return `${shareText(low, { unit: "" })}–${shareText(high)}`;
}
