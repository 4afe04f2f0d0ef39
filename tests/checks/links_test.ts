import assert from "node:assert/strict";
import { links } from "../../tasks/check/links.ts";
import { findingsIn } from "./_findings_in.ts";

Deno.test("links() finds a relative link that leads nowhere", async () => {
  const findings = await findingsIn(links, {
    "README.md":
      "[a](CONTRIBUTING.md#checks) [b](https://example.org) [c](#here)\n[d](docs/none.md) [e](./lib/) [f](pages/one.md)",
    "CONTRIBUTING.md": "[l](LICENSE)",
    "lib/types.ts": "",
    "pages/one.md": "[back](../README.md) [gone](../docs/)",
  });
  assert.deepEqual(findings, [
    "README.md:2 docs/none.md does not exist: mend the link",
    "pages/one.md:1 ../docs/ does not exist: mend the link",
  ]);
});
