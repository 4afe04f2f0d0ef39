/**
 * Gives an inline SVG what a file needs: black text, which no page colours, on white unless told otherwise.
 */
export function backedSvg(
  svg: string,
  options: { readonly background: "white" | "transparent" },
): string {
  const end = svg.indexOf(">") + 1;
  const open = svg.slice(0, end).replace(/ style="[^"]*"/, "").replace(/>$/, ' color="black">');
  const back = options.background === "white"
    ? '<rect width="100%" height="100%" fill="white"/>'
    : "";
  return `${open}${back}${svg.slice(end)}`;
}
