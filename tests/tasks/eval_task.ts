import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What a task did. */
export interface TaskResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const TASKS = fileURLToPath(new URL("../../tasks/", import.meta.url));

/** Runs a task as a process of its own, with the environment given and no key of the tester's. */
export async function runTask(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<TaskResult> {
  const { code, stdout, stderr } = await startTask(name, args, env).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** Starts a task and leaves it running. */
export function startTask(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "-q", "--no-check", join(TASKS, `${name}.ts`), ...args],
    stdout: "piped",
    stderr: "piped",
    env: { OPENAI_API_KEY: "", NO_COLOR: "1", ...env },
  }).spawn();
}

/** A record with as many questions as there are keys; all offer A to J. */
export function examRecord(id: string, keys: string, more: object = {}): object {
  const options = Object.fromEntries(
    [..."ABCDEFGHIJ"].map((letter) => [letter, `Option ${letter}`]),
  );
  return {
    pmc: id,
    Level1: "Chapter 9: Diseases of the circulatory system",
    Level2: "Ischaemic heart diseases (I20-I25)",
    Rarity: "rare",
    exam_creation: {
      final_policy: {
        scenario: `Scenario of ${id}.`,
        mcqs: [...keys].map((key, n) => ({
          stage: "Diagnostic Workup",
          question: `Question ${n + 1} of ${id}?`,
          options,
          correct_answer: key,
        })),
        ...more,
      },
    },
  };
}

/** Writes records as JSON Lines into a folder of its own and gives back the folder's and the file's path. */
export async function writeExam(
  records: readonly unknown[],
): Promise<{ readonly folder: string; readonly data: string; readonly output: string }> {
  const folder = await Deno.makeTempDir();
  const data = join(folder, "exam.jsonl");
  const lines = records.map((record) =>
    typeof record === "string" ? record : JSON.stringify(record)
  );
  await Deno.writeTextFile(data, `${lines.join("\n")}\n`);
  return { folder, data, output: join(folder, "out", "m_exam.json") };
}

/** A chat completion that says that. */
export function completion(content: string | null): Response {
  return Response.json({
    model: "served",
    choices: [{ message: { role: "assistant", content }, finish_reason: "stop" }],
  });
}
