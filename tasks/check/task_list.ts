import type { Finding } from "./finding.ts";
import type { TreeFile } from "./tree_file.ts";

/** Every task says what it does, never asks for permissions at run time, starts a script that exists; documents name no other task. */
export function taskList(tree: readonly TreeFile[]): readonly Finding[] {
  const configuration = tree.find(({ path }) => path === "deno.json");
  if (configuration === undefined) return [{ file: "deno.json", line: 1, message: "missing" }];
  const tasks = tasksOf(configuration.text);
  const paths = new Set(tree.map(({ path }) => path));
  const inConfiguration = tasks.flatMap(({ name, command, description }) => {
    const script = /\btasks\/[\w/]+\.ts\b/.exec(command)?.[0];
    const starts = /\bdeno (run|test|bench)\b/.test(command);
    const messages = [
      description === "" ? "has no description" : null,
      script !== undefined && !paths.has(script) ? `starts ${script}, which does not exist` : null,
      starts && !/ --no-prompt\b/.test(command) ? "may prompt: add --no-prompt" : null,
      starts && / (-A|--allow-all)\b/.test(command)
        ? "takes every permission: name a set with -P"
        : null,
    ];
    const line = lineOfTask(configuration.text, name);
    return messages.flatMap((message) =>
      message === null ? [] : [{ file: "deno.json", line, message: `task ${name} ${message}` }]
    );
  });
  return [
    ...inConfiguration,
    ...tree.flatMap((file) => unknownTasks(file, new Set(tasks.map(({ name }) => name)))),
  ];
}

function lineOfTask(text: string, name: string): number {
  const start = text.indexOf('"tasks"');
  return text.slice(0, text.indexOf(`"${name}":`, start)).split("\n").length;
}

interface Task {
  readonly name: string;
  readonly command: string;
  readonly description: string;
}

function tasksOf(text: string): readonly Task[] {
  const tasks: unknown = JSON.parse(text).tasks ?? {};
  if (typeof tasks !== "object" || tasks === null) return [];
  return Object.entries(tasks).map(([name, task]: [string, unknown]) => {
    if (typeof task !== "object" || task === null) {
      return { name, command: String(task), description: "" };
    }
    const command = "command" in task ? String(task.command) : "";
    return { name, command, description: "description" in task ? String(task.description) : "" };
  });
}

function unknownTasks({ path, text }: TreeFile, known: ReadonlySet<string>): readonly Finding[] {
  if (!path.endsWith(".md") && !path.startsWith(".ci/")) return [];
  return text.split("\n").flatMap((line, index) =>
    [...line.matchAll(/\bdeno(?:@[\d.]+)? task (?:-\w+ )*([a-z][\w-]*)/g)].flatMap(([, name]) =>
      name === undefined || known.has(name)
        ? []
        : [{ file: path, line: index + 1, message: `deno.json has no task ${name}` }]
    )
  );
}
