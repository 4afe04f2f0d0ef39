import type { Message, Model } from "../types.ts";
import { yellowSquare } from "./yellow_square.ts";

/** Options of the vision check. */
export interface CheckVisionOptions {
  /** A public image the endpoint can fetch; a stable one of Wikimedia Commons unless told. */
  readonly imageUrl?: string;
  /** Ends the check. */
  readonly signal?: AbortSignal;
}

/** One question of the check. */
export interface VisionTest {
  /** Whether the reply shows that the image was seen. */
  readonly passed: boolean;
  /** The reply; null when the call failed. */
  readonly reply: string | null;
  /** Why the call failed; null when it did not. */
  readonly error: string | null;
}

/** Whether a model sees images, and how they must be sent. */
export interface VisionCheck {
  /** An image inside the request, as `--image-mode local` sends it. */
  readonly local: VisionTest;
  /** An image the endpoint fetches, as `--image-mode url` sends it. */
  readonly url: VisionTest;
  /** How to send images: `either`, one of them, or `none` when the model sees neither. */
  readonly imageMode: "either" | "local" | "url" | "none";
}

/**
 * Asks a model for the dominant colour of a yellow square sent as a data URL (passes if the reply contains "yellow"), and for
 * a short description of a public image sent by its URL (passes if more than 10 characters come back).
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
  const ask = (messages: readonly Message[], passes: (reply: string) => boolean) =>
    model.reply(messages, signal === undefined ? {} : { signal }).then(
      ({ text }): VisionTest => ({ passed: passes(text), reply: text, error: null }),
      (error: unknown): VisionTest => ({
        passed: false,
        reply: null,
        error: error instanceof Error ? error.message : String(error),
      }),
    );
  const [local, url] = await Promise.all([
    ask(
      question("What is the dominant color of this image? Answer with one word.", yellowSquare()),
      (reply) => reply.toLowerCase().includes("yellow"),
    ),
    ask(
      question("Describe this image in one short sentence.", imageUrl),
      (reply) => reply.length > 10,
    ),
  ]);
  return { local, url, imageMode: modeOf(local.passed, url.passed) };
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
