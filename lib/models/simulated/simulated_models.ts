import { SIM_BLIND } from "./models/sim_blind.ts";
import { SIM_FORGETFUL } from "./models/sim_forgetful.ts";
import { SIM_GLIB } from "./models/sim_glib.ts";
import { SIM_JUDGE } from "./models/sim_judge.ts";
import { SIM_JUDGE_UNRELIABLE } from "./models/sim_judge_unreliable.ts";
import { SIM_PHYSICIAN } from "./models/sim_physician.ts";
import { SIM_REASONER } from "./models/sim_reasoner.ts";
import { SIM_REFUSER } from "./models/sim_refuser.ts";
import { SIM_STALE } from "./models/sim_stale.ts";
import { SIM_STRONG } from "./models/sim_strong.ts";
import { SIM_WEAK } from "./models/sim_weak.ts";
import type { SimulatedModel } from "./types.ts";

/** The models a simulated server offers. To add one: a file in `models/`, and its name here. */
export const SIMULATED_MODELS: readonly SimulatedModel[] = [
  SIM_STRONG,
  SIM_WEAK,
  SIM_BLIND,
  SIM_REFUSER,
  SIM_FORGETFUL,
  SIM_REASONER,
  SIM_PHYSICIAN,
  SIM_GLIB,
  SIM_STALE,
  SIM_JUDGE,
  SIM_JUDGE_UNRELIABLE,
];
