import type { ErrorKind, Message, Model } from "../types.ts";
import { ModelError } from "../parse/model_error.ts";
import { yellowSquare } from "./yellow_square.ts";

/** Options of the vision check. */
export interface CheckVisionOptions {
  /**
   * A public image the endpoint can fetch; a stable one of Wikimedia Commons unless told. What is said of another one is for
   * a person to judge: nothing here knows what it shows.
   */
  readonly imageUrl?: string;
  /** Ends the check. */
  readonly signal?: AbortSignal;
}

/** One question of the check. */
export interface VisionTest {
  /** Whether the reply shows that the image was seen; null for a reply on a picture that nothing checks. */
  readonly passed: boolean | null;
  /** The reply; null when the call failed. */
  readonly reply: string | null;
  /** Why the call failed; null when it did not. */
  readonly error: string | null;
  /** How the call failed; null when it did not, or not by the endpoint. */
  readonly kind: ErrorKind | null;
}

/** Whether a model sees images, and how they must be sent. */
export interface VisionCheck {
  /** An image inside the request, as `--image-mode local` sends it. */
  readonly local: VisionTest;
  /** An image the endpoint fetches, as `--image-mode url` sends it. */
  readonly url: VisionTest;
  /** How to send images as far as it was shown: `either`, one of them, or `none` when it sees neither. */
  readonly imageMode: "either" | "local" | "url" | "none";
}

/**
 * Asks a model for the dominant colour of a yellow square sent as a data URL (passes if the reply contains "yellow"), and for
 * a short description of a public image sent by its URL (passes if more than 10 characters come back; of an image of your
 * own nothing is known, so its `passed` is null).
 *
 * A failed call is a failed test, never an exception.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { checkVision, scriptedModel } from "@rounds/rounds";
 *
 * const check = await checkVision(scriptedModel(["Yellow.", new Error("cannot fetch")]));
 * assert.equal(check.local.passed, true);
 * assert.equal(check.url.error, "cannot fetch");
 * assert.equal(check.imageMode, "local");
 * ```
 */
export async function checkVision(
  model: Model,
  options: CheckVisionOptions = {},
): Promise<VisionCheck> {
  const { imageUrl = PUBLIC_IMAGE, signal } = options;
  const ask = (messages: readonly Message[], passes: (reply: string) => boolean | null) =>
    model.reply(messages, signal === undefined ? {} : { signal }).then(
      ({ text }): VisionTest => ({ passed: passes(text), reply: text, error: null, kind: null }),
      (error: unknown): VisionTest => ({
        passed: false,
        reply: null,
        error: error instanceof Error ? error.message : String(error),
        kind: error instanceof ModelError ? error.failure.kind : null,
      }),
    );
  const [local, url] = await Promise.all([
    ask(
      question("What is the dominant color of this image? Answer with one word.", yellowSquare()),
      (reply) => reply.toLowerCase().includes("yellow"),
    ),
    ask(
      question("Describe this image in one short sentence.", imageUrl),
      (reply) => options.imageUrl === undefined ? reply.length > 10 : null,
    ),
  ]);
  return { local, url, imageMode: modeOf(local.passed === true, url.passed === true) };
}

/** The transparent-dice picture, unchanged on Wikimedia Commons for many years. */
const PUBLIC_IMAGE =
  "https://upload.wikimedia.org/wikipedia/commons/4/47/PNG_transparency_demonstration_1.png";

function question(text: string, url: string): readonly Message[] {
  return [{
    role: "user",
    content: [{ type: "text", text }, { type: "image", url, mediaType: null }],
  }];
}

function modeOf(local: boolean, url: boolean): VisionCheck["imageMode"] {
  if (local && url) return "either";
  return local ? "local" : url ? "url" : "none";
}
