import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Grade, ImagePart, Item, Message, Turn } from "../types.ts";
import { escapeHtml } from "./escape_html.ts";
import { caseAnchor } from "../plots/_case_anchor.ts";
import { markEvidence } from "./_mark_evidence.ts";
import { terminalText } from "./terminal_text.ts";
import type { Shown } from "./shown.ts";

/** A turn to show: the message that asked, what came back, how it was read. */
export interface ShownTurn {
  /** The user message. */
  readonly asked: Message;
  /** Null when it was not asked. */
  readonly turn: Turn | null;
  /** Of the items it served. */
  readonly grades: readonly Grade[];
  /** Those items, for their criteria and points; none unless told. */
  readonly items?: readonly Item[];
}

/** A conversation to show, as `readConversation` gives it. */
export interface ShowConversationInput {
  /** Case id. */
  readonly caseId: string;
  /** Who answered. */
  readonly model: string;
  /** In order. */
  readonly turns: readonly ShownTurn[];
  /** Licence of the case's text, shown with it. */
  readonly licence?: string;
  /** Of a private run; absent otherwise. */
  readonly private?: true;
}

/** What may be shown. */
export interface ShowConversationOptions {
  /** Show the text of a private run too; false unless told. */
  readonly showPrivate?: boolean;
}

/**
 * Shows a case as the conversation it was: what was asked with its images, what came back, how it was read. Everything a
 * dataset or a model wrote is escaped; local images are embedded, others are named. Of a private run only case and model are
 * shown, unless `showPrivate` says otherwise. Figures of single questions (`itemMapPlot`) link to what is shown here.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { showConversation } from "@rounds/rounds";
 *
 * const asked = { role: "user", content: "1 < 2?" } as const;
 * const shown = await showConversation({ caseId: "7", model: "m", turns: [{ asked, turn: null, grades: [] }] });
 * assert.match(shown.html, /1 &lt; 2\?/);
 * assert.match(shown.text, /not asked/);
 * ```
 */
export async function showConversation(
  conversation: ShowConversationInput,
  options: ShowConversationOptions = {},
): Promise<Shown> {
  const { caseId, model, turns, licence } = conversation;
  if (conversation.private && !options.showPrivate) return withheld(caseId, model);
  const parts = await Promise.all(turns.map(turnHtml));
  const html = `<div id="${escapeHtml(caseAnchor(caseId))}" style="max-width:60em">` +
    `<p><b>Case ${escapeHtml(caseId)}</b> · ${escapeHtml(model)}</p>${parts.join("")}` +
    `${
      licence === undefined ? "" : `<p><small>Case text: ${escapeHtml(licence)}</small></p>`
    }</div>`;
  const text = terminalText(
    [
      `Case ${caseId} · ${model}`,
      ...turns.map(turnText),
      ...(licence === undefined ? [] : [`Case text: ${licence}`]),
    ].join("\n\n"),
  );
  return shown(html, text);
}

function shown(html: string, text: string): Shown {
  const bundle = { "text/html": html, "text/plain": text };
  return { html, text, [Symbol.for("Jupyter.display")]: () => bundle };
}

/** What is displayed is kept in the notebook, and goes where the notebook goes. */
function withheld(caseId: string, model: string): Shown {
  const head = `Case ${caseId} · ${model}`;
  const why =
    "This run is private: its text is not shown, because a notebook keeps what it shows. " +
    "showConversation(conversation, { showPrivate: true }) shows it.";
  return shown(
    `<p><b>${escapeHtml(head)}</b><br>${escapeHtml(why)}</p>`,
    terminalText(`${head}\n\n${why}`),
  );
}

async function turnHtml({ asked, turn, grades, items = [] }: ShownTurn): Promise<string> {
  const parts = typeof asked.content === "string"
    ? [{ type: "text" as const, text: asked.content }]
    : asked.content;
  const texts = parts.filter((part) => part.type === "text").map(({ text }) =>
    `<div style="white-space:pre-wrap">${escapeHtml(text)}</div>`
  );
  const images = await Promise.all(parts.filter((part) => part.type === "image").map(imageHtml));
  return `<div style="border-left:3px solid #56B4E9;padding:.2em .8em;margin:.8em 0 .2em 0">${
    texts.join("")
  }` +
    `<div>${images.join("")}</div></div>` +
    `<div style="border-left:3px solid ${
      gradeColour(grades, items)
    };padding:.2em .8em;margin:.2em 0 .2em 2em">` +
    `${
      replyHtml(turn, { grades, items })
    }<div style="opacity:.75;margin-top:.3em;white-space:pre-wrap">${
      escapeHtml(gradesText(grades, items))
    }</div></div>`;
}

function replyHtml(
  turn: Turn | null,
  read: { readonly grades: readonly Grade[]; readonly items: readonly Item[] },
): string {
  if (turn === null) return "<i>not asked</i>";
  if (turn.error !== null) {
    return `<i>failed: ${escapeHtml(`${turn.error.kind}: ${turn.error.message}`)}</i>`;
  }
  const { reasoning = null, text = "" } = turn.reply ?? {};
  const thought = reasoning === null
    ? ""
    : `<details><summary>reasoning</summary><div style="white-space:pre-wrap">${
      escapeHtml(reasoning)
    }</div></details>`;
  return `${thought}<div style="white-space:pre-wrap">${markEvidence(text, read)}</div>`;
}

async function imageHtml(part: ImagePart): Promise<string> {
  const name = nameOf(part.url);
  if (!part.url.startsWith("file:")) return `<code>${escapeHtml(part.url)}</code> `;
  try {
    const data = (await readFile(fileURLToPath(part.url))).toString("base64");
    const type = escapeHtml(part.mediaType ?? "image/png");
    return `<img alt="${
      escapeHtml(name)
    }" src="data:${type};base64,${data}" style="max-width:22em;margin:.4em .4em 0 0">`;
  } catch {
    return `<code>${escapeHtml(name)}</code> (not there any more) `;
  }
}

function nameOf(url: string): string {
  return url.slice(url.lastIndexOf("/") + 1);
}

function turnText({ asked, turn, grades, items = [] }: ShownTurn): string {
  const question = typeof asked.content === "string"
    ? asked.content
    : asked.content.map((part) => part.type === "text" ? part.text : `[image ${nameOf(part.url)}]`)
      .join(
        "\n",
      );
  const answer = turn === null
    ? "not asked"
    : turn.error !== null
    ? `failed: ${turn.error.kind}: ${turn.error.message}`
    : turn.reply?.text ?? "";
  return `${question}\n\n> ${answer.replaceAll("\n", "\n> ")}\n${gradesText(grades, items)}`;
}

function gradesText(grades: readonly Grade[], items: readonly Item[]): string {
  return grades.map((grade, index) => {
    const item = items.find(({ id }) => id === grade.item);
    const reason = grade.reason === null ? "" : `; ${grade.reason}`;
    if (item !== undefined && item.points !== null) {
      return `${index + 1}. ${criterionText(grade, item, item.points)}${reason}`;
    }
    const { outcome, score, extracted, expected } = grade;
    const read = `read ${extracted ?? "nothing"}, key ${expected ?? "none"}`;
    const verdict = score === null ? "unknown" : score === 1 ? "right" : "wrong";
    return `${grade.item}: ${outcome}, ${verdict} (${read})${reason}`;
  }).join("\n");
}

function criterionText({ outcome, score }: Grade, { tags }: Item, points: number): string {
  const met = outcome !== "graded" || score === null ? outcome : score === 1 ? "met" : "not met";
  return `${points > 0 ? "+" : ""}${points} ${met}: ${tags.criterion ?? "criterion"}`;
}

/** Okabe-Ito: right bluish green, wrong vermilion, unknown grey; the words beside say the same. */
function gradeColour(grades: readonly Grade[], items: readonly Item[]): string {
  if (grades.length === 0 || grades.some(({ score }) => score === null)) return "#999999";
  // Criteria are read one by one below the answer; the answer as a whole is neither right nor wrong.
  if (items.some(({ points }) => points !== null)) return "#56B4E9";
  return grades.every(({ score }) => score === 1) ? "#009E73" : "#D55E00";
}
