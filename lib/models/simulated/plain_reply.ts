import { pngColour } from "./png_colour.ts";
import type { ChatRequest } from "./types.ts";

/**
 * What a simulated model says to a message it cannot answer: the colour of a plain PNG to a model that sees images, an
 * admission from one that does not, and to text a word on what it does, which is to answer multiple-choice questions
 * unless told.
 *
 * @internal
 */
export function plainReply(
  request: ChatRequest,
  options: { readonly seesImages: boolean; readonly does?: string },
): string {
  const { seesImages, does = "answer multiple-choice questions" } = options;
  const last = request.messages.findLast(({ role }) => role === "user");
  const image = last?.images[0];
  if (last === undefined || image === undefined) {
    return `I am ${request.model}, a simulated model: I ${does}, by rule.`;
  }
  if (!seesImages) return "No image.";
  const colour = pngColour(image);
  if (colour !== null && /colou?r/i.test(last.text)) return `${colour}.`;
  return "The image shows a simulated finding; a simulated model describes no further.";
}
