import type { SvgPart } from "./_render_plot.ts";

/**
 * Places parts beside each other, and the next ones below where the width is used up.
 */
export function beside(
  parts: readonly SvgPart[],
  options: { readonly width: number; readonly gap: number },
): SvgPart {
  const { width, gap } = options;
  let [x, y, tall, widest] = [0, 0, 0, 0];
  const placed = parts.map((part) => {
    if (x > 0 && x + part.width > width) [x, y, tall] = [0, y + tall + gap, 0];
    const content = `<g transform="translate(${x},${y})">${part.content}</g>`;
    x += part.width + gap;
    tall = Math.max(tall, part.height);
    widest = Math.max(widest, x - gap);
    return content;
  });
  return { content: placed.join(""), width: widest, height: y + tall };
}
