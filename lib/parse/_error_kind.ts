import type { ErrorKind } from "../types.ts";
import type { ErrorWords } from "./_error_words.ts";

/** An error that came as an answer. */
export interface SaidError extends ErrorWords {
  /** HTTP status, or the one that stands within the body; null when there is neither. */
  readonly status: number | null;
}

/**
 * Which way a call failed, by the status and the endpoint's own words: the one place where that is decided. Null when there
 * is no status and the words say nothing known.
 */
export function errorKind({ status, ...said }: SaidError): ErrorKind | null {
  const words = `${said.code ?? ""} ${said.type ?? ""} ${said.param ?? ""} ${said.message}`
    .toLowerCase();
  if (status === 401) return "auth";
  if (status === 403) return isFiltered(words) && !OF_THE_ACCOUNT.test(words) ? FILTERED : "auth";
  if (status === 402) return "auth";
  if (status === 429) return NO_CREDIT.test(words) && !PASSING.test(words) ? "auth" : LIMITED;
  if (status !== null && (status >= 500 || [408, 409, 425].includes(status))) return "server";
  if (WRONG_KEY.test(words) || NO_CREDIT_LEFT.test(words)) return "auth";
  if (isFiltered(words)) return FILTERED;
  if (UNKNOWN_MODEL.some((pattern) => pattern.test(words))) return "unknown_model";
  if (TOO_LONG.some((pattern) => pattern.test(words))) return "context_too_long";
  if (IMAGE.test(words)) return "image_refused";
  if (status !== null) return "bad_request";
  return /rate.?limit|too many requests/.test(words) ? LIMITED : null;
}

const FILTERED = "content_filter";
const LIMITED = "rate_limited";

const WRONG_KEY =
  /(incorrect|invalid|wrong|missing) api.?key|api.?key( is)? (not valid|invalid|missing)|api_key_invalid|authentication_error/;

/** Beside a 429: some say so of a limit that is over in a minute, too. */
const NO_CREDIT = /insufficient.?quota|billing/;
const PASSING = /resource_exhausted|(retry|try again) in \d/;

const NO_CREDIT_LEFT =
  /insufficient.?(quota|balance|credits?|funds)|billing_(hard_limit|not_active)|credit balance is too low|out of credits/;

/** What is merely blocked may be a firewall's doing: a prompt is filtered only when that is said of it. */
const FILTER: readonly RegExp[] = [
  /content.?filter|content management policy|responsibleai|content.policy|safety (system|check)|safety_check/,
  /(violat\w*|against) (our |the |openai's )?(usage|content|safety) (polic|guideline)|requires moderation/,
  /(prompt|input|content)s? (was|were|has been|have been|is) (flagged|blocked)|request (was|has been) flagged/,
  /data_inspection_failed|inappropriate content|prohibited_content/,
];

function isFiltered(words: string): boolean {
  return FILTER.some((pattern) => pattern.test(words));
}

/** A forbidden account is no forbidden prompt. */
const OF_THE_ACCOUNT =
  /\b(account|organi[sz]ation|project|key)\b.{0,60}\b(deactivated|suspended|disabled|terminated|banned|blocked|flagged|revoked)/;

/** A name and what is said of it: an image that is not found is no unknown model. */
const UNKNOWN_MODEL: readonly RegExp[] = [
  /model_?not_?found|deploymentnotfound|model_not_supported|model_decommissioned/,
  /(unknown|invalid|no such|unrecognized) model\b(?! (input|output|parameter|response))|not a valid model/,
  /\bmodels?[ :/`'"]+[^ ]+ (does not exist|doesn't exist|(is|was) not (found|available|supported)|not (found|exist|supported))/,
  /\bmodel (does not exist|doesn't exist|(is|was) not found|not (found|exist))/,
  /\bmodel\b(?!.{0,200}\b(images?|url|file)\b).{0,200}(not exist|not found)/,
  /deployment for this resource does not exist|no endpoints found for|not_found_error\s+model: /,
];

const TOO_LONG: readonly RegExp[] = [
  /context_length_exceeded|exceed_context_size|context (length|size|window)|maximum context/,
  /(prompt|input)( is)? too (long|large)|too many (input |prompt )?tokens|(longer|larger) than the model/,
  /token count\b.{0,60}\bexceeds|exceeds? the maximum number of tokens|maximum (model|prompt|input|sequence) length/,
  /tokens.? \+ .{0,3}max_new_tokens|must have less than \d+ tokens|range of input length/,
];

const IMAGE =
  /\bimages?\b|image_|imageurl|\bvisual\b|(vision|multi-?modal)(?! model)|(not a|no|without) (vision|multi-?modal)/;
