import assert from "node:assert/strict";
import { downloadDataset, findDataset, livemedbench, loadCases } from "../../../mod.ts";
import { localHub } from "../../datasets/local_hub.ts";
import { record } from "./wards.ts";

Deno.test("a snapshot is downloaded as the raw JSON file it is, a later one by its name, both found again", async () => {
  const { source } = livemedbench();
  await using hub = localHub({
    "README.md": "x",
    "LiveMedBench_v202601.json": JSON.stringify([record(1, [5], { post_time: "" })]),
    "LiveMedBench_v202604.json": JSON.stringify([record(1, [5]), record(2, [-5])]),
  }, source.hubId ?? "");
  const dataDir = await Deno.makeTempDir();
  for (const [dataset, cases] of [["v202601", 1], ["v202604", 2]] as const) {
    const { files } = await downloadDataset({ source, dataset, dataDir, hubUrl: hub.url });
    assert.equal(files.name, dataset);
    assert.notEqual(files.revision, null);
    const loaded = await Array.fromAsync(loadCases(files, { benchmark: livemedbench() }));
    assert.equal(loaded.length, cases);
  }
  assert.equal((await findDataset({ source, dataDir })).name, "v202601");
  await assert.rejects(
    findDataset({ source, dataDir, dataset: "v209999" }),
    /No dataset "v209999": known are v202601, rounds_meddemo/,
  );
});
