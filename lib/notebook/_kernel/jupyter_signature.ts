import { createHmac } from "node:crypto";

/** HMAC-SHA-256 of header, parent header, metadata and content, hex; empty without a key. */
export function jupyterSignature(parts: readonly Uint8Array[], key: string): string {
  if (key === "") return "";
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}
