/** Graph paper with a line every millimetre and a stronger one every five. */
export function electrocardiogramPaper(
  { width, height, millimetre }: {
    readonly width: number;
    readonly height: number;
    /** Pixels. */
    readonly millimetre: number;
  },
): string {
  const lines = (stepMillimetres: number): string => {
    const step = stepMillimetres * millimetre;
    const across = Array.from(
      { length: Math.ceil(width / step) },
      (_, index) => `M${(index * step).toFixed(1)} 0V${height}`,
    );
    const down = Array.from(
      { length: Math.ceil(height / step) },
      (_, index) => `M0 ${(index * step).toFixed(1)}H${width}`,
    );
    return [...across, ...down].join("");
  };
  return `<path d="${lines(1)}" stroke="#f9e0df" stroke-width="0.7"/>` +
    `<path d="${lines(5)}" stroke="#efb4b2" stroke-width="1"/>`;
}
