/** How far a run is. */
export interface ProgressState {
  /** Finished, failed ones included. */
  readonly done: number;
  /** Finished without a usable result. */
  readonly failed: number;
  /** How many there are to do. */
  readonly total: number;
  /** Finished each second; null when unknown. */
  readonly rate: number | null;
  /** Seconds that remain; null when unknown. */
  readonly etaSeconds: number | null;
}

/**
 * One line for a run's progress, the same everywhere it is shown: done / failed / rate / ETA.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { progressText } from "@rounds/rounds";
 *
 * assert.equal(
 *   progressText({ done: 31, failed: 2, total: 124, rate: 4.25, etaSeconds: 93 }),
 *   "done 31/124 (25 %) · failed 2 · 4.3/s · ETA 1:33",
 * );
 * assert.equal(
 *   progressText({ done: 0, failed: 0, total: 10, rate: null, etaSeconds: null }),
 *   "done 0/10 (0 %) · failed 0 · –/s · ETA –",
 * );
 * ```
 */
export function progressText(state: ProgressState): string {
  const { done, failed, total, rate, etaSeconds } = state;
  // Floored, so that 100 % is said only of a finished run.
  const share = total > 0 ? `${Math.floor((100 * done) / total)} %` : "–";
  return `done ${done}/${total} (${share}) · failed ${failed} · ${rateText(rate)} · ` +
    `ETA ${etaSeconds === null ? "–" : clock(etaSeconds)}`;
}

/** Slow runs are told by the minute: 0.0/s says nothing. */
function rateText(rate: number | null): string {
  if (rate === null) return "–/s";
  if (rate > 0 && rate < 0.5) return `${(60 * rate).toFixed(1)}/min`;
  return `${rate.toFixed(rate < 100 ? 1 : 0)}/s`;
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const pad = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0
    ? `${hours}:${pad(minutes)}:${pad(whole % 60)}`
    : `${minutes}:${pad(whole % 60)}`;
}
