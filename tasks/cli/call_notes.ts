import type { Adaptation, HttpModelOptions, RetryNote } from "../../mod.ts";

/** Who is told what happens to calls. */
export interface CallNotesOptions {
  /** Tells the user. */
  readonly note: (text: string) => void;
  /** Keeps what a reader of the numbers must know. */
  readonly warn: (text: string) => void;
  /** Whether every retry is told. */
  readonly verbose: boolean;
  /** Whose endpoint, e.g. `judge`; none for the model under test. */
  readonly who?: string;
}

/** Shorter waits come with every rate limit. */
const TOLD_MS = 10_000;

/** The hooks of a model that tell the user of adaptations, of long waits and, if wanted, of retries. */
export function callNotes(
  options: CallNotesOptions,
): Pick<HttpModelOptions, "onAdaptation" | "onHold" | "onRetry"> {
  const { note, warn, verbose, who } = options;
  const whose = who === undefined ? "The" : `The ${who}'s`;
  return {
    onAdaptation: (adaptation) => {
      const text = `${whose} endpoint ${adaptationText(adaptation)}`;
      warn(text);
      note(text);
    },
    onHold: (ms) => {
      if (ms >= TOLD_MS) {
        note(`${whose} endpoint asks to wait ${Math.round(ms / 1000)} s: waiting.`);
      }
    },
    ...(verbose ? { onRetry: (retry: RetryNote) => note(retryText(retry)) } : {}),
  };
}

function adaptationText({ parameter, sentAs }: Adaptation): string {
  return sentAs === null
    ? `refuses ${parameter}; it is left out from now on.`
    : `wants ${sentAs} instead of ${parameter}; it is sent so from now on.`;
}

function retryText({ attempts, waitMs, error }: RetryNote): string {
  return `call ${attempts} failed (${error.message}); next in ${(waitMs / 1000).toFixed(1)} s`;
}
