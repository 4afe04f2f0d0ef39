/**
 * Works with a folder of its own for whatever is temporary, given as environment of processes to start, and removes it
 * afterwards: tests may leave there what they like.
 */
export async function inTempFolder<T>(
  work: (env: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  const folder = await Deno.makeTempDir({ prefix: "rounds-tests-" });
  try {
    return await work({ TMPDIR: folder, TMP: folder, TEMP: folder });
  } finally {
    await Deno.remove(folder, { recursive: true }).catch((error: unknown) => {
      console.error(`note: cannot remove ${folder}: ${error}`);
    });
  }
}
