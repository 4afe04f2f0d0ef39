import { describeValue } from "../parse/describe_value.ts";
import { isRecord } from "../parse/is_record.ts";

/**
 * The one JSON object a judge's reply must consist of, alone or in one code fence. Throws a SyntaxError for anything
 * else: text around it, several objects, a key given twice.
 */
export function judgeJson(text: string): Readonly<Record<string, unknown>> {
  const fence = /^```(?:json)?[ \t]*\r?\n([\s\S]*?)\r?\n?```$/i.exec(text.trim());
  const body = (fence?.[1] ?? text).trim();
  if (body === "") throw new SyntaxError("the judge's reply holds no text");
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw new SyntaxError(`the judge's reply is no JSON: ${describeValue(text)}`, { cause });
  }
  if (!isRecord(value)) {
    throw new SyntaxError(`the judge's reply is ${describeValue(value)}, expected a JSON object`);
  }
  const twice = keysOf(body).find((key, n, keys) => keys.indexOf(key) !== n);
  if (twice !== undefined) {
    throw new SyntaxError(`the judge's reply gives ${describeValue(twice)} twice`);
  }
  return value;
}

/** Keys in the order written, of valid JSON: the strings a colon follows. */
function keysOf(json: string): readonly string[] {
  return Array.from(json.matchAll(/"((?:[^"\\]|\\.)*)"\s*(:?)/g))
    .flatMap(([, key, colon]) => colon === ":" && key !== undefined ? [key] : []);
}
