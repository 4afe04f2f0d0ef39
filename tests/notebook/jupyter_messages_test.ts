import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { decodeJupyterMessage } from "../../lib/notebook/_kernel/decode_jupyter_message.ts";
import { encodeJupyterMessage } from "../../lib/notebook/_kernel/encode_jupyter_message.ts";
import { jupyterSignature } from "../../lib/notebook/_kernel/jupyter_signature.ts";

const REQUEST = {
  type: "execute_request",
  content: { code: "1 + 1" },
  id: "m1",
  session: "s1",
  date: "2026-01-01T00:00:00Z",
};
const text = (frame: Uint8Array | undefined) => new TextDecoder().decode(frame);
const bytes = (value: string) => new TextEncoder().encode(value);

Deno.test("encodeJupyterMessage() makes delimiter, signature, header, parent, metadata and content", () => {
  const frames = encodeJupyterMessage(REQUEST, "key");
  assert.equal(frames.length, 6);
  assert.equal(text(frames[0]), "<IDS|MSG>");
  const signed = createHmac("sha256", "key").update(frames.slice(2).map(text).join("")).digest(
    "hex",
  );
  assert.equal(text(frames[1]), signed);
  assert.equal(JSON.parse(text(frames[2])).msg_type, "execute_request");
  assert.deepEqual(JSON.parse(text(frames[5])), { code: "1 + 1" });
});

Deno.test("decodeJupyterMessage() reads what was encoded, whatever route stands before it", () => {
  const frames = [bytes("route"), bytes("more"), ...encodeJupyterMessage(REQUEST, "key")];
  assert.deepEqual(decodeJupyterMessage(frames, "key"), {
    type: "execute_request",
    parentId: null,
    content: { code: "1 + 1" },
  });
});

Deno.test("decodeJupyterMessage() names the request a message answers", () => {
  const parts = ['{"msg_type":"status"}', '{"msg_id":"m1"}', "{}", "{}"].map(bytes);
  const frames = [bytes("<IDS|MSG>"), bytes(jupyterSignature(parts, "key")), ...parts];
  assert.equal(decodeJupyterMessage(frames, "key").parentId, "m1");
});

Deno.test("decodeJupyterMessage() refuses a wrong signature, too few frames and parts that are no JSON", () => {
  const frames = encodeJupyterMessage(REQUEST, "key");
  assert.throws(
    () => decodeJupyterMessage(frames, "other"),
    /arrived damaged \(its signature is wrong\)/,
  );
  assert.throws(() => decodeJupyterMessage(frames.slice(0, 4), "key"), /message of 4 frames/);
  const parts = ["{", "{}", "{}", "{}"].map(bytes);
  const broken = [bytes("<IDS|MSG>"), bytes(jupyterSignature(parts, "")), ...parts];
  assert.throws(() => decodeJupyterMessage(broken, ""), /a part is not what it should be/);
});

Deno.test("jupyterSignature() is empty without a key", () => {
  assert.equal(jupyterSignature([bytes("x")], ""), "");
});
