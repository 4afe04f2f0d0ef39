import assert from "node:assert/strict";
import { budget, BudgetError, pcg32 } from "../../mod.ts";

Deno.test("budget() lets a call wait while others may give back what they held", async () => {
  const money = budget({ maxCostUsd: 1 });
  const first = await money.reserve({ costUsd: 0.7, tokens: 1 });
  const order: string[] = [];
  const second = money.reserve({ costUsd: 0.7, tokens: 1 }).then((held) => {
    order.push("second");
    held.settle({ costUsd: 0.2, tokens: 1 });
  });
  const third = money.reserve({ costUsd: 0.1, tokens: 1 }).then((held) => {
    order.push("third");
    held.settle({ costUsd: 0.1, tokens: 1 });
  });
  await Promise.resolve();
  assert.deepEqual(order, []);
  first.settle({ costUsd: 0.1, tokens: 1 });
  await Promise.all([second, third]);
  assert.deepEqual(order, ["second", "third"]);
  assert.ok(Math.abs(money.spent().costUsd - 0.4) < 1e-9);
  assert.deepEqual(money.held(), { costUsd: 0, tokens: 0 });
});

Deno.test("budget() is used up when a call does not fit although none is under way", async () => {
  const tokens = budget({ maxTokens: 100 });
  tokens.charge({ costUsd: 5, tokens: 60 });
  assert.equal(tokens.exhausted.aborted, false);
  const call = await tokens.reserve({ costUsd: 0, tokens: 40 });
  const waiting = [
    tokens.reserve({ costUsd: 0, tokens: 30 }),
    tokens.reserve({ costUsd: 0, tokens: 1 }),
  ];
  call.settle({ costUsd: 0, tokens: 35 });
  for (const one of waiting) await assert.rejects(one, BudgetError);
  assert.equal(tokens.exhausted.aborted, true);
  await assert.rejects(
    tokens.reserve({ costUsd: 0, tokens: 1 }),
    /budget of 100 tokens is used up: 95 tokens spent, and the next call may take up to 30 tokens/,
  );
});

Deno.test("budget() lets a waiting call leave by its signal", async () => {
  const money = budget({ maxCostUsd: 1 });
  const held = await money.reserve({ costUsd: 1, tokens: 0 });
  const leave = new AbortController();
  const waiting = money.reserve({ costUsd: 1, tokens: 0 }, { signal: leave.signal });
  leave.abort(new Error("interrupted"));
  await assert.rejects(waiting, /interrupted/);
  await assert.rejects(
    money.reserve({ costUsd: 1, tokens: 0 }, { signal: leave.signal }),
    /interrupted/,
  );
  held.settle({ costUsd: 0, tokens: 0 });
  assert.throws(() => held.settle({ costUsd: 0, tokens: 0 }), /settled once/);
});

Deno.test("budget() refuses bounds that are not above 0", () => {
  assert.throws(() => budget({ maxCostUsd: 0 }), /maxCostUsd is 0, expected a number above 0/);
  assert.throws(() => budget({ maxTokens: NaN }), /maxTokens is NaN/);
});

Deno.test("budget() is never exceeded, whatever the calls and their order", async () => {
  for (let seed = 1; seed <= 50; seed++) {
    const random = pcg32({ seed });
    const money = budget({ maxCostUsd: 10 });
    const worker = async () => {
      for (let n = 0; n < 40; n++) {
        const most = random.uniform();
        const held = await money.reserve({ costUsd: most, tokens: 0 }).catch(() => null);
        if (held === null) return;
        assert.ok(money.spent().costUsd + money.held().costUsd <= 10 + 1e-9);
        for (let wait = random.below(5); wait > 0; wait--) await Promise.resolve();
        held.settle({ costUsd: most * random.uniform(), tokens: 0 });
      }
    };
    await Promise.all(Array.from({ length: 10 }, worker));
    assert.ok(money.spent().costUsd <= 10 + 1e-9);
    assert.ok(money.spent().costUsd > 8);
  }
});
