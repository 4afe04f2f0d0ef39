import assert from "node:assert/strict";
import { encode } from "fast-png";
import { join } from "node:path";
import { liveclin, readResults, resizeImage } from "../../mod.ts";
import { type SeenRequest, serveOnce } from "../models/serve_once.ts";
import { completion, examRecord, runTask, writeExam } from "./eval_task.ts";

/** A picture with a gradient, 40 pixels high. */
const picture = (width: number) =>
  Uint8Array.from(encode({
    width,
    height: 40,
    channels: 3,
    data: Uint8Array.from({ length: width * 120 }, (_, n) => n),
  }));

const detail = (file: string, base = "https://images.example.org") => ({
  caption_prefix: "Figure 1",
  file,
  url: `${base}/${file}`,
  type: "CT",
});

/** Records that show small.png and large.png, and the files beside them. */
async function examWithImages(base?: string) {
  const exam = await writeExam([
    examRecord("1001", "AB", { scenario_image_details: [detail("small.png", base)] }),
    examRecord("1002", "A", { scenario_image_details: [detail("large.png", base)] }),
  ]);
  await Deno.writeFile(join(exam.folder, "small.png"), picture(20));
  await Deno.writeFile(join(exam.folder, "large.png"), picture(100));
  return exam;
}

type Exam = Awaited<ReturnType<typeof examWithImages>>;

function flags(base: string, { folder, data, output }: Exam, mode: string): string[] {
  return [
    ...["--model", "m", "--api-base", base, "--image-mode", mode, "--jsonl-path", data],
    ...["--image-root", folder, "--data-dir", join(folder, "data"), "--output", output],
  ];
}

/** The data URLs of the images of a request. */
function sentImages({ body }: SeenRequest): readonly string[] {
  return [...JSON.stringify(body.messages).matchAll(/data:image\/png;base64,([^"]+)/g)]
    .map(([, digits]) => digits ?? "");
}

Deno.test("eval --image-max-pixels resizes what is above it, records it, and is part of the run's identity", async () => {
  const exam = await examWithImages();
  await using server = serveOnce(() => completion("\\boxed{A}"));
  const args = [...flags(server.base, exam, "local"), "--max-bytes-in-flight", "1MB"];
  const first = await runTask("eval", [...args, "--image-max-pixels", "1000"]);
  assert.equal(first.code, 0, first.stderr);
  const sent = new Set(server.requests.flatMap(sentImages));
  const small = resizeImage(picture(100), { maxPixels: 1000 });
  assert.deepEqual(
    sent,
    new Set([picture(20).toBase64(), small?.content.toBase64()]),
  );
  const run = await readResults(exam.output, { benchmarks: [liveclin({ imageMode: "url" })] });
  assert.equal(run.manifest?.identity.image_max_pixels, "1000");
  const images = run.results.map(({ turns }) => turns[0]?.images[0]);
  assert.deepEqual(images.map((image) => [image?.delivery, image?.width, image?.sent?.width]), [
    ["sent", 20, undefined],
    ["resized", 100, 50],
  ]);
  assert.equal(images[1]?.sent?.bytes, small?.content.length);
  const record = run.limiter?.find((one) => "kind" in one);
  assert.deepEqual(
    { ...record, peak_bytes: 0, held: 0 },
    {
      kind: "bytes_in_flight",
      max_bytes: 1_000_000,
      peak_bytes: 0,
      held: 0,
      waited: 0,
      longest_wait_ms: 0,
    },
  );
  assert.ok(!(await Deno.readTextFile(exam.output)).includes(small?.content.toBase64() ?? ""));
  const again = await runTask("eval", [...args, "--image-max-pixels", "2000", "--resume"]);
  assert.equal(again.code, 2);
  assert.match(again.stderr, /image_max_pixels: "?1000"? before, "?2000"? now/);
  const without = await runTask("eval", [...args, "--resume"]);
  assert.equal(without.code, 2);
  assert.match(without.stderr, /image_max_pixels/);
  await Deno.remove(exam.folder, { recursive: true });
});

Deno.test("eval --image-max-pixels goes with local images only, and flags with units say what they expect", async () => {
  const url = ["--model", "m", "--api-base", "http://127.0.0.1:1/v1", "--image-mode", "url"];
  const refused = await runTask("eval", [...url, "--image-max-pixels", "1000"]);
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /--image-max-pixels goes with --image-mode local/);
  for (const size of ["lots", "0", "-1MB", "1.5.2GB"]) {
    const { code, stderr } = await runTask("eval", [...url, `--max-bytes-in-flight=${size}`]);
    assert.equal(code, 2);
    assert.match(stderr, /Expected a number of bytes, e.g. 256MB or 512MiB/);
  }
});

/** An image server that has small.png only. */
function imageServer() {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    ({ url }) =>
      url.endsWith("/small.png")
        ? new Response(picture(20), { headers: { "content-type": "image/png" } })
        : new Response(null, { status: 404 }),
  );
  return {
    base: `http://127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

Deno.test("eval --check-images stops before anything is asked and lists what is not there", async () => {
  await using images = imageServer();
  const exam = await examWithImages(images.base);
  await using server = serveOnce(() => completion("\\boxed{A}"));
  const args = flags(server.base, exam, "url");
  const { code, stderr } = await runTask("eval", [...args, "--check-images"]);
  assert.equal(code, 2);
  assert.match(stderr, /1 of 2 images cannot be delivered/);
  assert.match(stderr, /case 1002, q1: http:\S+\/large.png \(missing: HTTP 404\)/);
  assert.match(stderr, /--check-images warn goes on/);
  assert.equal(server.requests.length, 0);
  const planned = await runTask("eval", [...args, "--check-images", "--dry-run"]);
  assert.equal(planned.code, 2);
  assert.match(planned.stdout, /large.png \(missing: HTTP 404\)/);
  const json = await runTask("eval", [...args, "--check-images=warn", "--dry-run", "--json"]);
  assert.equal(json.code, 0);
  assert.deepEqual(JSON.parse(json.stdout).imageCheck.broken, [{
    caseId: "1002",
    items: ["q1"],
    source: `${images.base}/large.png`,
    reason: "missing: HTTP 404",
  }]);
  await Deno.remove(exam.folder, { recursive: true });
});

Deno.test("eval --check-images warn goes on and says in the result what was not there", async () => {
  await using images = imageServer();
  const exam = await examWithImages(images.base);
  await using server = serveOnce(() => completion("\\boxed{A}"));
  const args = flags(server.base, exam, "url");
  const { stderr } = await runTask("eval", [...args, "--check-images", "warn"]);
  assert.match(stderr, /1 of 2 images cannot be delivered/);
  const { warnings } = await readResults(exam.output, {
    benchmarks: [liveclin({ imageMode: "url" })],
  });
  assert.match(
    warnings.join("\n"),
    /Checked before the run, 1 of 2 images cannot be delivered: http:\S+large.png \(missing/,
  );
  await Deno.remove(exam.folder, { recursive: true });
});

Deno.test("eval --check-images looks for local files too", async () => {
  const exam = await examWithImages();
  const args = [...flags("http://127.0.0.1:1/v1", exam, "local"), "--check-images", "--dry-run"];
  const whole = await runTask("eval", args);
  assert.equal(whole.code, 0, whole.stderr);
  assert.match(whole.stdout, /2 images checked, all can be delivered/);
  const smaller = await runTask("eval", [...args, "--image-max-pixels", "1000"]);
  assert.match(smaller.stdout, /all can be delivered .*, 1 of them resized/);
  await Deno.remove(join(exam.folder, "large.png"));
  const { code, stdout } = await runTask("eval", args);
  assert.equal(code, 2);
  assert.match(
    stdout,
    /1 of 2 images cannot be delivered\n\s+case 1002, q1: large.png \(missing\)/,
  );
  await Deno.remove(exam.folder, { recursive: true });
});

Deno.test("a page under an image's name is listed by --dry-run and stops --check-images", async () => {
  const exam = await examWithImages();
  await Deno.writeTextFile(join(exam.folder, "large.png"), "<!doctype html><title>404</title>");
  const args = flags("http://127.0.0.1:1/v1", exam, "local");
  const dry = await runTask("eval", [...args, "--dry-run"]);
  assert.match(
    dry.stdout,
    /case 1002, .*large\.png is sent, but its content is of no known format/,
  );
  const checked = await runTask("eval", [...args, "--check-images"]);
  assert.equal(checked.code, 2);
  assert.match(checked.stderr, /large\.png.*not_an_image/);
  assert.doesNotMatch(checked.stderr, /small\.png/);
});
