/**
 * Whether an executable lies where it will not stay: in a package runner's cache (`npx`, `pnpm dlx`, `yarn dlx`, `bunx`), in a
 * project's `node_modules`, or in a temporary folder. Folders of globally installed packages stay.
 */
export function isVolatilePath(path: string): boolean {
  const unix = path.replaceAll("\\", "/");
  const runner = /\/(?:_npx|pnpm\/dlx[^/]*|dlx-[^/]+|bunx-[^/]+)\//.test(unix);
  const temporary = /^(?:\/private)?\/(?:tmp|var\/tmp|var\/folders)\//.test(unix) ||
    /\/AppData\/Local\/Temp\//i.test(unix);
  const modules = unix.includes("/node_modules/") &&
    !/\/(?:lib|npm|global(?:\/\d+)?)\/node_modules\/(?:deno|@deno)\//i.test(unix);
  return runner || temporary || modules;
}
