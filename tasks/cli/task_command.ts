import { Command } from "commander";

/** Columns of a help text where there is no terminal, or a wider one. */
const WIDTH = 100;

/** What the command line of a task shows beside its flags. */
export interface TaskCommandOptions {
  /** A command that works, less `deno task`; shown in the help, and when something required is missing. */
  readonly example?: string;
}

/**
 * The command line of a task, as one types it: its usage says `deno task NAME`, its help fits the terminal, it throws
 * instead of ending the process, and it names all that is missing at once, with an example.
 */
export function taskCommand(name: string, options: TaskCommandOptions = {}): Command {
  const command = new Command(`deno task ${name}`)
    .configureHelp({ helpWidth: Math.min(WIDTH, columns()) })
    .exitOverride();
  const example = options.example === undefined ? "" : `  deno task ${options.example}\n`;
  if (example !== "") command.addHelpText("after", `\nExample:\n${example}`);
  return command.configureOutput({
    outputError: (text, write) => {
      const missing = /^error: (?:required option|missing required argument)/.test(text)
        ? missingOf(command)
        : [];
      if (missing.length === 0) write(text);
      else {
        const more = example === "" ? "" : `. For example:\n${example.trimEnd()}`;
        write(`error: missing ${missing.join(", ")}${more}\n`);
      }
    },
  });
}

function missingOf(command: Command): readonly string[] {
  const names = command.registeredArguments.slice(command.args.length)
    .flatMap((argument) => argument.required ? [`<${argument.name()}>`] : []);
  const options = command.options.filter((option) =>
    option.mandatory && command.getOptionValue(option.attributeName()) === undefined
  );
  return [...names, ...options.map(({ flags }) => flags)];
}

function columns(): number {
  if (!Deno.stdout.isTerminal()) return WIDTH;
  try {
    return Math.max(60, Deno.consoleSize().columns);
  } catch {
    return WIDTH;
  }
}
