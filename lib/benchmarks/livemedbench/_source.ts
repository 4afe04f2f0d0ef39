import type { DatasetConfig, DatasetSource } from "../../types.ts";

/** The hub's snapshots, each one raw JSON file, and the synthetic set that comes with the package. */
export const LIVEMEDBENCH_SOURCE: DatasetSource = {
  hubId: "JuelieYann/LiveMedBench",
  configs: [
    snapshot("v202601"),
    { name: "rounds_meddemo", revision: null, layouts: [], hubPaths: [] },
  ],
  configNamed: (name) => {
    const month = /^(?:LiveMedBench_)?(v20\d{2}(?:0[1-9]|1[0-2]))$/.exec(name)?.[1];
    return month === undefined ? null : { ...snapshot(month), name };
  },
  notice:
    "LiveMedBench (JuelieYann/LiveMedBench, arXiv:2602.10367) is provided for research evaluation only. It holds real " +
    "questions of patients: no medical advice, not for diagnosis or treatment, and not to be used for training. Do not " +
    "pass the cases on.",
};

function snapshot(version: string): DatasetConfig {
  const file = `LiveMedBench_${version}.json`;
  return {
    name: version,
    revision: null,
    layouts: [
      { records: file, images: null },
      { records: `LiveMedBench/${file}`, images: null },
      { records: `livemedbench/${file}`, images: null },
    ],
    hubPaths: [file],
  };
}
