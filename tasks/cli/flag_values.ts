import { InvalidArgumentError } from "commander";

/** Parses a flag's value as a whole number within bounds. */
export function wholeNumber(
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text.trim()) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(
      most === Number.MAX_SAFE_INTEGER
        ? `Expected a whole number of at least ${least}.`
        : `Expected a whole number from ${least} to ${most}.`,
    );
  };
}

/** No timer waits longer: in milliseconds, more seconds would overflow, and it would ring at once. */
const LONGEST_SECONDS = 2_147_483;

/** Parses a flag's value as the seconds of a time-out. */
export const timeoutSeconds = wholeNumber(1, LONGEST_SECONDS);

/** Parses a flag's value as a name that is not empty. */
export function filledName(text: string): string {
  if (text.trim() !== "") return text;
  throw new InvalidArgumentError("Expected a name, not an empty text.");
}

/** Collects the values of a flag that may be repeated, none of them empty. */
export function collectNames(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, filledName(value)];
}

/** Parses a flag's value as a number of at least 0. */
export function atLeastZero(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError("Expected a number of at least 0.");
}

/** Parses `i/n` as part i of n. */
export function shardPart(text: string): { readonly index: number; readonly count: number } {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text.trim()) ?? [];
  const part = { index: Number(index), count: Number(count) };
  if (part.count <= 100_000 && part.index >= 1 && part.index <= part.count) return part;
  throw new InvalidArgumentError("Expected i/n with i from 1 to n, e.g. 2/8.");
}

/** Parses a flag's value as a number above 0. */
export function aboveZero(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError("Expected a number above 0.");
}

/** Parses a flag's value as a number of bytes: `256MB`, `1.5GB`, `512MiB`, or plain bytes. */
export function byteCount(text: string): number {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)\s*([kmg]?i?b?)$/i.exec(text.trim()) ?? [];
  const power = ["", "k", "m", "g"].indexOf(unit.toLowerCase().replace(/i?b?$/, ""));
  const bytes = Math.round(Number(number) * (/i/i.test(unit) ? 1024 : 1000) ** power);
  if (number !== "" && Number.isSafeInteger(bytes) && bytes >= 1) return bytes;
  throw new InvalidArgumentError("Expected a number of bytes, e.g. 256MB or 512MiB.");
}

/** Collects the values of a flag that may be repeated. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Collects `name=value` pairs, the value as JSON where it is JSON and as text otherwise. */
export function collectParameter(
  text: string,
  before: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const { name, value } = pair(text);
  if (name === "model" || name === "messages") {
    throw new InvalidArgumentError(`Expected a further field: every request has its own ${name}.`);
  }
  if (name === "stream" && jsonOrText(value) === true) {
    throw new InvalidArgumentError("Answers are read whole: a stream of them cannot be asked for.");
  }
  return { ...before, [name]: jsonOrText(value) };
}

/** Collects `name=value` pairs as text. */
export function collectHeader(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const { name, value } = pair(text);
  try {
    new Headers({ [name]: value });
  } catch {
    throw new InvalidArgumentError("Expected a header that HTTP can carry, e.g. x-team=stroke.");
  }
  return { ...before, [name]: value };
}

function pair(text: string): { readonly name: string; readonly value: string } {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("Expected name=value.");
  return { name: text.slice(0, at).trim(), value: text.slice(at + 1) };
}

function jsonOrText(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Parses a flag's value as an http(s) URL. */
export function httpUrl(text: string): string {
  const url = URL.parse(text);
  if (url !== null && (url.protocol === "http:" || url.protocol === "https:")) return text;
  throw new InvalidArgumentError("Expected an http(s) URL such as https://api.openai.com/v1.");
}
