import type { Check } from "./check.ts";
import { cycles } from "./cycles.ts";
import { examples } from "./examples.ts";
import { exports } from "./exports.ts";
import { importEdges } from "./import_edges.ts";
import { importEffects } from "./import_effects.ts";
import { links } from "./links.ts";
import { network } from "./network.ts";
import { neutrality } from "./neutrality.ts";
import { packages } from "./packages.ts";
import { quietLibrary } from "./quiet_library.ts";
import { signatures } from "./signatures.ts";
import { sizes } from "./sizes.ts";
import { taskList } from "./task_list.ts";
import { testPairing } from "./test_pairing.ts";
import { wording } from "./wording.ts";

/** Every shape check by name. */
export const CHECKS: Readonly<Record<string, Check>> = {
  import_edges: importEdges,
  packages,
  network,
  cycles,
  import_effects: importEffects,
  exports,
  signatures,
  examples,
  neutrality,
  quiet_library: quietLibrary,
  test_pairing: testPairing,
  sizes,
  wording,
  task_list: taskList,
  links,
};
