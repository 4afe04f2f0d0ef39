/** Throws what the file system says when a result file is missing or a folder, with a sentence that says what to do. */
export async function refuseNoFile(path: string): Promise<void> {
  let found: Deno.FileInfo;
  try {
    found = await Deno.stat(path);
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
    const journal = `${path}.journal.jsonl`;
    const begun = await Deno.stat(journal).then(({ isFile }) => isFile, () => false);
    const hint = begun
      ? `, but its journal lies beside it (${journal}): that run has not ended. The same deno task eval with --resume goes on from there and writes ${path}`
      : "";
    throw new Deno.errors.NotFound(`There is no result file ${path}${hint}`, { cause });
  }
  if (!found.isDirectory) return;
  const folder = path.replace(/[/\\]+$/, "");
  throw new Deno.errors.IsADirectory(
    `${path} is a folder, expected a result file: name the files in it, such as ${folder}/*.json`,
  );
}
