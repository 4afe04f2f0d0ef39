import assert from "node:assert/strict";
import { methodsText } from "../../mod.ts";
import { methodIds } from "./method_ids.ts";

const IDS = methodIds();

Deno.test("every method id that statistics and tables can emit has a sentence in English and in Chinese", () => {
  assert.ok(IDS.length > 100, `${IDS.length} ids`);
  const without = IDS.filter((method) =>
    methodsText([{ method }]).startsWith("Method: ") ||
    methodsText([{ method }], { language: "zh" }).startsWith("方法：")
  );
  assert.deepEqual(without, []);
});

Deno.test("methodsText() has another sentence for every method that is another in substance", () => {
  // One sentence for every metric of alpha.
  const families = ["krippendorff/"];
  for (const language of ["en", "zh"] as const) {
    const groups = Map.groupBy(
      IDS.filter((id) => !families.some((family) => id.startsWith(family))),
      (method) => methodsText([{ method }], { language }),
    );
    assert.deepEqual([...groups.values()].filter((ids) => ids.length > 1), []);
  }
  const says = (method: string) => methodsText([{ method }]);
  assert.match(says("clustered-mean/t"), /Means of scores have t intervals/);
  assert.doesNotMatch(says("clustered-mean/t"), /Wilson/);
  assert.match(says("clustered-mean/wilson-eff"), /Wilson intervals on the effective number/);
  assert.doesNotMatch(says("cluster-sign-flip/monte-carlo"), /exact/i);
  assert.doesNotMatch(says("rank-sets/sign-flip-holm-monte-carlo"), /exact/i);
});

Deno.test("methodsText() in Chinese is Chinese throughout: sentences, reasons, brackets and commas", () => {
  const text = methodsText(
    [
      ...IDS.map((method) => ({ method, level: 0.95, seed: 42 })),
      { method: "wilson", level: 0.9, seed: 7, n_excluded: 3, excluded_why: "failed, skipped" },
      { method: "wilson", n_excluded: 9, excluded_why: "a failed 2, a refused and b absent 7" },
    ],
    { language: "zh" },
  );
  assert.match(text, /被排除（请求失败、已跳过；a 请求失败 2、a 拒答且b 运行中没有 7）。/);
  assert.match(text, /置信水平为 90 %、95 %。/);
  // Names of people and methods stay; English words in a row do not.
  assert.doesNotMatch(text.replaceAll("McNemar mid-p", ""), /[a-z]{2,} [a-z]{2,}/);
  assert.doesNotMatch(text, /[(),;]/);
  const own = [{ method: "wilson", n_excluded: 1, excluded_why: "left the study" }];
  assert.match(methodsText(own, { language: "zh" }), /（“left the study”）/);
});
