import { type AttachmentKind, liveclinModalities } from "../../mod.ts";
import type { DemoCase } from "./demo_cases.ts";

/** The README's table of cases, in Markdown. */
export function demoTable(cases: readonly DemoCase[]): string {
  const rows = cases.map(({ record, parsed }) => {
    const modalities = (kind: AttachmentKind): string => {
      const types = parsed.items.flatMap(({ labels }) => labels[kind] ?? []);
      return [...new Set(types.flatMap((type) => liveclinModalities(type, kind)))].join(", ") ||
        "-";
    };
    return [
      parsed.id,
      String(record.title).replace("Synthetic demonstration case: ", ""),
      (parsed.tags.level1 ?? "").replace(/^Chapter (\d+): .*$/, "$1"),
      String(record["ICD-10"]).slice(0, 3),
      parsed.tags.rarity ?? "",
      String(parsed.questions.length),
      parsed.items.map(({ tags }) => STAGE_LETTERS[tags.stage ?? ""] ?? "?").join(" "),
      modalities("image"),
      modalities("table"),
    ];
  });
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const head = [
    "id",
    "title",
    "chapter",
    "ICD-10",
    "rarity",
    "questions",
    "stages",
    "images",
    "tables",
  ];
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** First letters that stand for the protocol's stages in the table. */
const STAGE_LETTERS: Readonly<Record<string, string>> = {
  "Presentation & Assessment": "P",
  "Diagnosis & Interpretation": "D",
  "Therapeutic Strategy": "T",
  "Complication Management": "C",
  "Follow-up": "F",
};
