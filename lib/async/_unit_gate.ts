import type { LimitUnit, Quota } from "./limiter_types.ts";
import { type LearnedRate, learnedRate } from "./_learned_rate.ts";
import { type ToldQuota, toldQuota } from "./_told_quota.ts";
import { type WindowEntry, windowLog } from "./_window_log.ts";

/** An amount that went through a gate. */
export interface GatePass {
  readonly entry: WindowEntry;
  /** The same amount where rates are learned. */
  readonly lesson: WindowEntry;
  /** Sum of amounts up to and with this one. */
  readonly sent: number;
  readonly order: number;
}

/** Holds back one unit (requests, tokens) by a ceiling, by what the server tells and by what was learned. */
export interface UnitGate {
  /** Milliseconds that amount must wait now; 0 when it may go. */
  wait(now: number, amount: number): number;
  /** The amount goes now. */
  pass(now: number, at: { readonly amount: number; readonly order: number }): GatePass;
  /** Replaces an amount by what was really used. */
  correct(pass: GatePass, amount: number): void;
  /** The server told what is left with the answer to that pass. */
  read(quota: Quota, pass: GatePass, now: number): void;
  /** Milliseconds of that wait that the server asks for: less than the amount is left of a limit it tells. */
  held(now: number, amount: number): number;
  /** Whether the server tells a limit that explains why the pass was refused. */
  isTold(now: number, pass: GatePass): boolean;
  /** The server refused that pass. */
  refused(pass: GatePass): void;
  /** A burst of refusals of this unit began. */
  backOff(now: number): void;
  /** Forgets what refusals taught. */
  forget(): void;
  /** Nothing is asked for, or something is again. */
  idle(now: number, isIdle: boolean): void;
  /** Amount a window as learned; null when nothing was refused. */
  learned(): number | null;
  /** What the server told last. */
  told(): Quota | null;
  /** Changes the ceiling. */
  setCeiling(ceiling: number | null): void;
}

/** A gate for one unit, open until something is known. */
export function unitGate(unit: LimitUnit, windowMs: number): UnitGate {
  const log = windowLog(windowMs);
  const learned: LearnedRate = learnedRate(windowMs);
  const told: ToldQuota = toldQuota(windowMs);
  // Timers fire late; what is late by less than this is caught up with.
  const slackMs = Math.min(250, Math.max(50, windowMs / 100));
  let ceiling: number | null = null;
  let sent = 0;
  let virtual = -Infinity;
  let lastAmount = 0;
  let quietUntil = -Infinity;
  return {
    wait(now, amount) {
      const blocked = ceiling === null ? 0 : log.waitFor(amount, { limit: ceiling, now });
      const short = told.waitFor(amount, { now, sent });
      const byLearning = learned.rate();
      const rate = Math.min(byLearning, told.rate(now, sent), (ceiling ?? Infinity) / windowMs);
      const due = rate === Infinity || rate === 0 || lastAmount === 0
        ? now
        : virtual + lastAmount / rate;
      if (due > now && rate === byLearning) learned.grow(now);
      return Math.max(blocked, short, due - now, quietUntil - now, 0);
    },
    pass(now, { amount, order }) {
      const rate = Math.min(
        learned.rate(),
        told.rate(now, sent),
        (ceiling ?? Infinity) / windowMs,
      );
      const due = rate > 0 && rate < Infinity ? virtual + lastAmount / rate : now;
      virtual = Math.min(now, Math.max(due, now - slackMs));
      lastAmount = amount;
      sent += amount;
      return { entry: log.add(now, amount), lesson: learned.sent(now, amount), sent, order };
    },
    correct(pass, amount) {
      // Only the ceiling's sum is corrected: a told quota has counted what its server counts.
      log.correct(pass.entry, amount);
    },
    read(quota, pass, now) {
      if (quota.unit === unit) told.read(quota, { now, sent: pass.sent, order: pass.order });
    },
    held: (now, amount) => told.waitFor(amount, { now, sent }),
    isTold: (now, { entry }) => told.explains(entry.amount, { now, sent }),
    refused(pass) {
      learned.refused(pass.lesson);
      // A refused request was sent all the same; its tokens were not used.
      if (unit === "tokens") log.correct(pass.entry, 0);
    },
    backOff(now) {
      learned.backOff(now);
      // Nothing at all is left now: the next late timer's burst would be refused, and tell nothing of the rate.
      quietUntil = now + 3 * slackMs;
    },
    forget: () => learned.forget(),
    idle: (now, isIdle) => learned.idle(now, isIdle),
    learned: () => learned.rate() === Infinity ? null : Math.round(learned.rate() * windowMs),
    told: () => told.last(),
    setCeiling(next) {
      ceiling = next;
    },
  };
}
