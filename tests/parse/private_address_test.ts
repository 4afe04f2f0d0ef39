import assert from "node:assert/strict";
import { isLoopback, isPrivateAddress, sameRefusal } from "../../mod.ts";

Deno.test("isLoopback() takes this machine in every spelling, and nothing that only looks like it", () => {
  for (
    const address of [
      "http://localhost:8000/v1",
      "http://LOCALHOST/v1",
      "https://127.0.0.1/v1",
      "http://127.8.9.1:1",
      "http://[::1]:8000/v1",
      "http://2130706433/v1",
      "http://0x7f.1/v1",
      "http://user:pass@127.0.0.1/v1",
    ]
  ) assert.equal(isLoopback(address), true, address);
  for (
    const address of [
      "http://localhost.example.org/v1",
      "http://127.0.0.1.example.org",
      "http://127.0.0.1@example.org/v1",
      "http://128.0.0.1/v1",
      "http://[::2]/v1",
      "localhost:8000",
      "scripted",
      "",
    ]
  ) assert.equal(isLoopback(address), false, address);
});

Deno.test("isPrivateAddress() takes exactly the hosts that are listed, and their port when one is told", () => {
  const hosts = ["gpu1.ward.lan", "10.0.0.7:8000", "[fd00::7]", "api.example.org:443"];
  const allowed = (address: string) => isPrivateAddress(address, { hosts });
  assert.ok(allowed("http://gpu1.ward.lan:9000/v1"));
  assert.ok(allowed("https://GPU1.ward.lan/v1"));
  assert.ok(allowed("http://10.0.0.7:8000/v1"));
  assert.ok(allowed("http://[fd00::7]:8000/v1"));
  assert.ok(allowed("https://api.example.org/v1"));
  assert.ok(!allowed("http://api.example.org/v1"));
  assert.ok(!allowed("http://10.0.0.7/v1"));
  assert.ok(!allowed("http://evil.gpu1.ward.lan/v1"));
  assert.ok(!allowed("http://gpu1.ward.lan.example.org/v1"));
  assert.ok(!isPrivateAddress("https://api.example.org/v1"));
  assert.ok(!isPrivateAddress("nowhere"));
});

Deno.test("isPrivateAddress() refuses a listed host that is a URL, empty or no host", () => {
  for (
    const host of ["https://gpu1.ward.lan", "gpu1/v1", "", "user@host", "a b", "a,b", "*.lan", ","]
  ) {
    assert.throws(() => isPrivateAddress("http://x", { hosts: [host] }), {
      name: "RangeError",
      message: /is no host, expected a name or address/,
    });
  }
});

Deno.test("sameRefusal() speaks of different things refused one after the other, whatever the order they end in", () => {
  const failure = (message: string) => ({ kind: "bad_request", status: 400, message }) as const;
  const see = sameRefusal({ count: 3, what: "things" });
  assert.equal(see({ order: 0, id: "z" }, null), null);
  assert.equal(see({ order: 1, id: "a" }, failure("id 17: no")), null);
  assert.equal(
    see({ order: 2, id: "a" }, failure("id 18: no")),
    null,
    "the same thing counts once",
  );
  assert.equal(see({ order: 4, id: "c" }, failure("id 20: no")), null, "one is under way");
  const error = see({ order: 3, id: "b" }, failure("id 19: no"));
  assert.equal(error?.stopsRun, true);
  assert.match(error?.message ?? "", /each of 3 things in a row the same way: id 19: no/);
  for (const between of [null, failure("y"), { ...failure("x"), kind: "server" } as const]) {
    const other = sameRefusal({ count: 2, what: "things" });
    assert.equal(other({ order: 0, id: "a" }, failure("x")), null);
    assert.equal(other({ order: 1, id: "b" }, between), null);
    assert.equal(other({ order: 2, id: "c" }, failure("x")), null);
  }
});
