/** Replies in parts, contradicting usage, and errors within a 200. */
export function oddBodies(): readonly string[] {
  const said = { type: "text", text: "\\boxed{B}" };
  const thought = { type: "thinking", thinking: [{ type: "text", text: "\\boxed{A}?" }] };
  const usage = { prompt_tokens: 60, completion_tokens: 10, total_tokens: 5070 };
  const details = {
    completion_tokens_details: { reasoning_tokens: 5000 },
    prompt_tokens_details: { cached_tokens: 200 },
  };
  const failed = { error: { code: 502, message: "gone" }, finish_reason: "error" };
  const flat = { object: "error", message: "The model `m` does not exist", code: 404 };
  return [
    { choices: [{ message: { content: [thought, said] } }], usage: { ...usage, ...details } },
    { choices: [{ message: { content: "A" }, ...failed }], usage },
    flat,
    { detail: [{ loc: ["body", "n"], msg: "not permitted" }] },
    [{ error: { ...flat, metadata: { raw: JSON.stringify({ error: flat }) } } }],
  ].map((body) => JSON.stringify(body));
}
