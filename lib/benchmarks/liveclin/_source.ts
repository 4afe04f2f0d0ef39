import type { DatasetConfig, DatasetSource } from "../../types.ts";
import { isRecord } from "../../parse/is_record.ts";

/** The hub's configurations in each layout a folder may have, and the synthetic set that comes with the package. */
export const LIVECLIN_SOURCE: DatasetSource = {
  hubId: "AQ-MedAI/LiveClin",
  configs: [
    hubConfig("2025_H1", { records: "data/2025H1/2025h1.jsonl", images: "data/2025H1/images" }),
    hubConfig("demo", { records: "demo/demo.jsonl", images: "demo/images" }),
    { name: "rounds_demo", revision: null, layouts: [], hubPaths: [] },
  ],
  notice:
    "LiveClin (AQ-MedAI/LiveClin, arXiv:2602.16747) is licensed CC BY-NC-SA 4.0: non-commercial use, attribution, " +
    "share alike. Its figures come from open-access articles with licences of their own. For research evaluation " +
    "only: no medical advice, and not to be used for training.",
  imageFiles(record) {
    const creation = fields(fields(record).exam_creation);
    const policy = fields(creation.final_policy);
    const images = [policy.scenario_image_details, ...list(policy.mcqs).map(imagesOf)].flatMap(
      list,
    );
    return images.map((image) => fields(image).file)
      .filter((file): file is string => typeof file === "string" && file !== "");
  },
};

function hubConfig(
  name: string,
  firstRelease: DatasetConfig["layouts"][number],
): DatasetConfig {
  return {
    name,
    revision: null,
    layouts: [
      { records: `data/${name}/${name}.jsonl`, images: `data/${name}/image` },
      firstRelease,
    ],
    hubPaths: [`data/${name}`],
  };
}

function imagesOf(mcq: unknown): unknown {
  return fields(mcq).image_details;
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
