import type { Case } from "../../types.ts";
import { isRecord } from "../../parse/is_record.ts";
import type { LiveMedBenchOfficial } from "./livemedbench_types.ts";

/** What official files repeat of a record; a case that is not of this room has it in its id and tags. */
export function officialFields(c: Case): LiveMedBenchOfficial {
  if ("official" in c && isOfficial(c.official)) return c.official;
  return { case_id: c.id, post_time: c.tags["date"] ?? "" };
}

function isOfficial(value: unknown): value is LiveMedBenchOfficial {
  return isRecord(value) && typeof value["post_time"] === "string" &&
    (typeof value["case_id"] === "string" || typeof value["case_id"] === "number");
}
