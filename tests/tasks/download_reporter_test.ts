import assert from "node:assert/strict";
import type { DownloadProgress } from "../../mod.ts";
import { bytesText, downloadReporter } from "../../tasks/cli/download_reporter.ts";

function report(
  columns: number | null,
  steps: readonly (Partial<DownloadProgress> & { readonly at: number })[],
): string {
  let text = "";
  let clock = 0;
  const reporter = downloadReporter({
    write: (more) => text += more,
    columns: () => columns,
    now: () => clock,
  });
  const base: DownloadProgress = {
    phase: "downloading",
    filesDone: 0,
    filesTotal: 4,
    bytesDone: 0,
    bytesTotal: 4_000_000,
    note: null,
  };
  for (const { at, ...step } of steps) {
    clock = at;
    reporter.update({ ...base, ...step });
  }
  reporter.close();
  return text;
}

Deno.test("downloadReporter() writes a plain line at most every ten seconds, and the last one", () => {
  const steps = [
    { at: 0, phase: "listing" as const, filesTotal: null, bytesTotal: null },
    { at: 0 },
    { at: 5_000, bytesDone: 500_000 },
    { at: 10_000, bytesDone: 1_000_000, filesDone: 1 },
    { at: 15_000, bytesDone: 2_000_000, note: "again\u001b[2J" },
    { at: 16_000, bytesDone: 4_000_000, filesDone: 4, phase: "complete" as const },
  ];
  assert.deepEqual(report(null, steps).split("\n"), [
    "download: 0 % · 0/4 files · 0 B of 4.0 MB",
    "download: 25 % · 1/4 files · 1.0 MB of 4.0 MB · 100.0 kB/s · ETA 0:30",
    "again\\u{1b}[2J",
    "download: 100 % · 4/4 files · 4.0 MB of 4.0 MB · 250.0 kB/s",
    "",
  ]);
});

Deno.test("downloadReporter() draws one line again and again in a terminal, within its width", () => {
  const steps = [{ at: 0 }, { at: 50, bytesDone: 1 }, { at: 2_000, bytesDone: 2_000_000 }];
  for (const columns of [40, 80, 200]) {
    const text = report(columns, steps);
    assert.equal(text.match(/\r/g)?.length, 2, "the step after 50 ms is not drawn");
    assert.ok(text.endsWith("\n"));
    // deno-lint-ignore no-control-regex -- the escape that clears the line is not shown
    for (const line of text.replaceAll(/\x1b\[K/g, "").trim().split("\r")) {
      assert.ok(line.length < columns, `${line.length} of ${columns}`);
    }
  }
  assert.match(report(200, steps), /\[#{15}\.{15}\] {2}50 % · 0\/4 files · 2\.0 MB of 4\.0 MB/);
});

Deno.test("downloadReporter() is calm about a download of nothing", () => {
  const text = report(null, [{ at: 0, phase: "complete", filesTotal: 0, bytesTotal: 0 }]);
  assert.equal(text, "download: 100 % · 0/0 files · 0 B of 0 B\n");
});

Deno.test("bytesText() chooses a decimal unit", () => {
  const texts = [0, 999, 1000, 1_234_567, 5e9, 7e15].map(bytesText);
  assert.deepEqual(texts, ["0 B", "999 B", "1.0 kB", "1.2 MB", "5.0 GB", "7000.0 TB"]);
});
