import { isRecord } from "../../parse/is_record.ts";
import {
  LIVEMEDBENCH_AXES,
  LIVEMEDBENCH_SPECIALTIES,
  LIVEMEDBENCH_THEMES,
  type LivemedbenchLabels,
} from "./livemedbench_label_names.ts";

/** Labels as they stand in a labels file; null when a name is not one of those there are or an axis is missing. */
export function readLabels(value: unknown, criteria: number): LivemedbenchLabels | null {
  if (!isRecord(value)) return null;
  const { theme, specialty, axes } = value;
  if (typeof theme !== "string" || !Object.hasOwn(LIVEMEDBENCH_THEMES, theme)) return null;
  if (typeof specialty !== "string" || !LIVEMEDBENCH_SPECIALTIES.includes(specialty)) return null;
  if (!Array.isArray(axes) || axes.length !== criteria) return null;
  const known = axes.filter((axis): axis is string =>
    typeof axis === "string" && Object.hasOwn(LIVEMEDBENCH_AXES, axis)
  );
  return known.length === criteria ? { theme, specialty, axes: known } : null;
}
