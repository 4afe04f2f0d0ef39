/** What of a page is not in its pictures, PNG from top to bottom; `height` is the page's, in pixels. */
export function cutProblems(pictures: readonly Uint8Array[], height: number): readonly string[] {
  const shown = pictures.reduce((sum, picture) => sum + heightOf(picture), 0);
  if (shown >= height) return [];
  return [`the pictures show ${shown} of the page's ${height} pixels: it is cut`];
}

/** Height of a PNG, from its header; 0 of what is none. */
function heightOf(picture: Uint8Array): number {
  if (picture.length < 24) return 0;
  return new DataView(picture.buffer, picture.byteOffset, picture.byteLength).getUint32(20);
}
