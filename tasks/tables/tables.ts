import { ACCURACY_TABLES } from "./accuracy_tables.ts";
import { ITEM_TABLES } from "./item_tables.ts";
import { JUDGE_TABLES } from "./judge_tables.ts";
import { PROBE_TABLES } from "./probe_tables.ts";
import { PROCESS_TABLES } from "./process_tables.ts";
import { RANKING_TABLES } from "./ranking_tables.ts";
import type { Tables } from "./tabled.ts";
import { TIME_TABLES } from "./time_tables.ts";

/** Every table of `deno task analyze --table`, by its name. */
export const TABLES: Tables = {
  ...ACCURACY_TABLES,
  ...PROCESS_TABLES,
  ...RANKING_TABLES,
  ...PROBE_TABLES,
  ...ITEM_TABLES,
  ...TIME_TABLES,
  ...JUDGE_TABLES,
};
