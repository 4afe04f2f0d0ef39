import type { Command } from "commander";
import {
  checkKernelSpec,
  type InstalledKernelSpec,
  installKernelSpec,
  type KernelCheck,
  uninstallKernelSpec,
} from "../mod.ts";
import { printNote, printOut, runTask } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly name: string;
  readonly displayName?: string;
}

async function main(args: readonly string[]): Promise<number> {
  let code = 0;
  const command = taskCommand("kernel")
    .description(
      "Installs and checks the Jupyter kernel of the notebooks, for this user; needs no Python.\n\n" +
        "Exit status: 0 done, 1 the check failed, 2 bad usage.",
    );
  withName(command.command("install"))
    .description(
      "install a kernel that starts a Deno that stays (a package runner's copy does not), and check it",
    )
    .option("--display-name <text>", "the name people see (default: Deno)")
    .action(async (flags: Flags) => {
      const { name, displayName } = flags;
      const naming = displayName === undefined ? {} : { displayName };
      printOut(installText(await installKernelSpec({ name, ...naming }), name));
      code = await check(name);
    });
  withName(command.command("check"))
    .description("start the installed kernel as Jupyter would and run 1 + 1 in it")
    .action(async ({ name }: Flags) => {
      code = await check(name);
    });
  withName(command.command("uninstall"))
    .description("take back what install did")
    .action(async ({ name }: Flags) => {
      code = await uninstall(name);
    });
  await command.parseAsync(args, { from: "user" });
  return code;
}

function withName(command: Command): Command {
  return command.option("--name <name>", "the name notebooks ask for", "deno")
    .allowExcessArguments(false);
}

async function check(name: string): Promise<number> {
  const check = await checkKernelSpec({ name });
  if (check.ok) printOut(checkText(check));
  for (const problem of check.problems) printNote(`${check.ok ? "warning" : "error"}: ${problem}`);
  if (check.path === null) printNote("Install it with: deno task kernel install");
  return check.ok ? 0 : 1;
}

async function uninstall(name: string): Promise<number> {
  const { what, removed, restored } = await uninstallKernelSpec({ name });
  if (what === "absent") printOut(`The kernel "${name}" is not installed: nothing to do.`);
  if (what === "foreign") {
    printNote(`error: the kernel "${name}" was installed by another tool: it is left alone`);
    return 2;
  }
  for (const path of removed) printOut(`Removed ${path}`);
  if (restored !== null) printOut(`Restored ${restored}`);
  return 0;
}

function installText({ path, deno, setAside }: InstalledKernelSpec, name: string): string {
  const how = {
    in_place: `it starts ${deno.path}`,
    installed: `it starts the installed ${deno.path}`,
    copied: `Deno was copied to ${deno.path}, which it starts`,
  }[deno.how];
  const aside = setAside === null ? "" : `\nThe kernel of that name stands aside: ${setAside}`;
  return `Installed the kernel "${name}": ${path}\n${how}${aside}`;
}

function checkText({ program, version, ms }: KernelCheck): string {
  const seconds = ((ms ?? 0) / 1000).toFixed(1);
  return `The kernel answers: 1 + 1 = 2, ${seconds} s after its start (Deno ${version}, ${program})`;
}

if (import.meta.main) await runTask(main);
