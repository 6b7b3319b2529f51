/** A list in parts that stay below the engines' limits on parameters of one statement. */
export function chunksOf<T>(list: readonly T[], size = 400): readonly (readonly T[])[] {
  const chunks: T[][] = [];
  for (let at = 0; at < list.length; at += size) chunks.push(list.slice(at, at + size));
  return chunks;
}
