import type { Message, Model, Reply, ReplyOptions } from "../types.ts";
import { isRecord } from "../parse/is_record.ts";
import { ModelError } from "../parse/model_error.ts";
import { parseJson } from "../parse/parse_json.ts";
import { bodyText } from "./_body_text.ts";

/** Where the list of models is asked for. */
export interface OfferedModelsOptions {
  /** Base URL, without a slash at its end. */
  readonly apiBase: string;
  readonly apiKey: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  /** Takes secrets out of what the endpoint says. */
  readonly redact: (text: string) => string;
}

/** A list that comes later is no help any more. */
const PATIENCE_MS = 5000;
const MOST_NAMED = 8;

/** A model whose `unknown_model` errors name what the endpoint offers, the closest name first. The list is asked for once. */
export function withOfferedModels(model: Model, options: OfferedModelsOptions): Model {
  let asked: Promise<readonly string[]> | undefined;
  const reply = async (
    messages: readonly Message[],
    replyOptions: ReplyOptions = {},
  ): Promise<Reply> => {
    try {
      return await model.reply(messages, replyOptions);
    } catch (error) {
      if (!(error instanceof ModelError) || error.failure.kind !== "unknown_model") throw error;
      const offered = await (asked ??= offeredModels(options).catch(() => []));
      if (offered.length === 0) throw error;
      const { failure, retryAfterMs, reply: partial, attempts, ms, stopsRun, cause } = error;
      const message = `${failure.message.replace(/[.\s]+$/, "")}. ${
        options.redact(offerText(model.name, offered))
      }`;
      throw new ModelError({ ...failure, message }, {
        retryAfterMs,
        reply: partial,
        attempts,
        ms,
        stopsRun,
        cause,
      });
    }
  };
  return { name: model.name, origin: model.origin, parameters: model.parameters, reply };
}

async function offeredModels(options: OfferedModelsOptions): Promise<readonly string[]> {
  const { apiBase, apiKey, headers, fetch } = options;
  const url = new URL(apiBase);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/models`;
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${apiKey}`, ...headers },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const list = parseJson(await bodyText(response));
  const data: unknown = isRecord(list) ? list["data"] : null;
  if (!Array.isArray(data)) return [];
  return data.map((entry: unknown) => isRecord(entry) ? entry["id"] : null)
    .filter((id) => typeof id === "string").filter((id) => id.length <= 200);
}

function offerText(wanted: string, offered: readonly string[]): string {
  const near = offered.map((name) => ({ name, distance: distance(wanted, name) }))
    .toSorted((a, b) => a.distance - b.distance).map(({ name }) => name);
  const [closest = ""] = near;
  const isNear = distance(wanted, closest) <= Math.max(2, wanted.length / 3);
  const more = offered.length - MOST_NAMED;
  const list = near.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
  return isNear
    ? `Did you mean ${closest}? The endpoint offers ${list}`
    : `The endpoint offers ${list}`;
}

/** Levenshtein's distance without regard to case; a name within the other is near. */
function distance(left: string, right: string): number {
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  if (b.endsWith(`/${a}`) || a.endsWith(`/${b}`)) return 1;
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
