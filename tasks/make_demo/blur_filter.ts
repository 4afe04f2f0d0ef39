/** A filter that blurs what it is put on, by pixels. */
export function blurFilter(id: string, pixels: number): string {
  return `<filter id="${id}" x="-50%" y="-50%" width="200%" height="200%" color-interpolation-filters="sRGB">` +
    `<feGaussianBlur stdDeviation="${pixels}"/></filter>`;
}
