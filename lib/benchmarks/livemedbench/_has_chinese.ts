/** Whether a text holds a character from U+4E00 to U+9FFF, the protocol's rule for its language. */
export function hasChinese(text: string): boolean {
  return /[\u4e00-\u9fff]/.test(text);
}
