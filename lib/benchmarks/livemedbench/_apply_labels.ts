import { isRecord } from "../../parse/is_record.ts";
import { readLabels } from "./_read_labels.ts";
import type { LiveMedBenchCase } from "./livemedbench_types.ts";

/** Gives a case the labels of a labels file where its own record has none; says who made them. */
export function applyLabels(c: LiveMedBenchCase, file: unknown): LiveMedBenchCase {
  const cases = isRecord(file) && isRecord(file["cases"]) ? file["cases"] : {};
  const labels = readLabels(Object.hasOwn(cases, c.id) ? cases[c.id] : null, c.items.length);
  if (labels === null) return c;
  const judge = isRecord(file) && typeof file["judge"] === "string" ? file["judge"] : "unknown";
  return {
    ...c,
    tags: {
      ...c.tags,
      theme: c.tags["theme"] ?? labels.theme,
      specialty: c.tags["specialty"] ?? labels.specialty,
      labels_by: judge,
    },
    items: c.items.map((item, n) => ({
      ...item,
      tags: { ...item.tags, axis: item.tags["axis"] ?? labels.axes[n] ?? null },
    })),
  };
}
