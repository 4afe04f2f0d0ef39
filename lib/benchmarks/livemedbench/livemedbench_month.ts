/**
 * The month `YYYY-MM` of an ISO date as it is written, without conversion to another zone; null for what is no valid date.
 * Date alone, or date and time, in extended or basic form, calendar or week date, with or without a zone.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { livemedbenchMonth } from "@rounds/rounds";
 *
 * assert.equal(livemedbenchMonth("2025-12-01T00:00:00+08:00"), "2025-12");
 * assert.equal(livemedbenchMonth("2025-02-30"), null);
 * assert.equal(livemedbenchMonth(""), null);
 * ```
 */
export function livemedbenchMonth(text: string): string | null {
  // The reference writes every Z as a zone first, wherever it stands.
  const iso = text.replaceAll("Z", "+00:00");
  const end = dateEnd(iso);
  // Any one character may stand between date and time.
  const rest = [...iso.slice(end)];
  if (rest.length > 0 && !isTime(rest.slice(1).join(""))) return null;
  const match = DATE.exec(iso.slice(0, end));
  if (match === null) return null;
  const [, year = "", month, day, basicMonth, basicDay, week, weekDay, basicWeek, basicWeekDay] =
    match;
  if (week !== undefined) return ofWeek(Number(year), Number(week), Number(weekDay ?? 1));
  if (basicWeek !== undefined) {
    return ofWeek(Number(year), Number(basicWeek), Number(basicWeekDay ?? 1));
  }
  return ofDay(Number(year), Number(month ?? basicMonth), Number(day ?? basicDay));
}

const DATE = /^(\d{4})(?:-(\d{2})-(\d{2})|(\d{2})(\d{2})|-W(\d{2})(?:-(\d))?|W(\d{2})(\d)?)$/;

/** Where the date ends, which for a week date without its day depends on what follows. */
function dateEnd(iso: string): number {
  if (/^.{4}-W/.test(iso)) return /^.{8}-./.test(iso) && !/^.{10}\d/.test(iso) ? 10 : 8;
  if (/^.{4}-/.test(iso)) return 10;
  const digits = /^.{4}W\d\d(\d*)/.exec(iso)?.[1]?.length;
  if (digits === undefined) return 8;
  return digits < 2 ? 7 + digits : digits % 2 === 0 ? 8 : 7;
}

const CLOCK = /^(\d{2})(?:(:?)(\d{2})(?:\2(\d{2})(?:[.,](\d+))?)?)?$/;

function isTime(text: string): boolean {
  const sign = /[+-]/.exec(text);
  const clock = sign === null ? text : text.slice(0, sign.index);
  if (!isClock(clock)) return false;
  return sign === null || isClock(text.slice(sign.index + 1));
}

function isClock(text: string): boolean {
  const match = CLOCK.exec(text);
  if (match === null) return false;
  const [, hour = "", , minute = "0", second = "0"] = match;
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

function ofDay(year: number, month: number, day: number): string | null {
  if (year < 1 || month < 1 || month > 12 || day < 1) return null;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  if (day > (days[month - 1] ?? 0)) return null;
  return `${year}-${String(month).padStart(2, "0")}`;
}

/** The Thursday of a week decides its year; a year has 53 weeks when it begins or ends on a Thursday. */
function ofWeek(year: number, week: number, weekDay: number): string | null {
  if (year < 1 || week < 1 || week > 53 || weekDay < 1 || weekDay > 7) return null;
  const january4 = utc(year, 0, 4);
  const monday = january4.getTime() - ((january4.getUTCDay() + 6) % 7) * DAY_MS;
  const thursday = new Date(monday + ((week - 1) * 7 + 3) * DAY_MS);
  if (thursday.getUTCFullYear() !== year) return null;
  const date = new Date(monday + ((week - 1) * 7 + weekDay - 1) * DAY_MS);
  if (date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999) return null;
  return `${date.getUTCFullYear()}-${String(date.getUTCMonth() + 1).padStart(2, "0")}`;
}

const DAY_MS = 86_400_000;

/** `Date.UTC` takes years below 100 for those of the last century. */
function utc(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date;
}
