/**
 * The order of two versions as authors number them: runs of digits count as numbers, so that 10 comes after 9, and what
 * is before counts more. Below zero when `a` is the older.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [piecesOf(a), piecesOf(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const order = comparePieces(left[at] ?? '', right[at] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

const piecesOf = (version: string): readonly string[] => version.match(/\d+|[^\d.]+/g) ?? [];

function comparePieces(a: string, b: string): number {
  if (/^\d/.test(a) && /^\d/.test(b)) {
    const [left, right] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')];
    if (left.length !== right.length) return left.length - right.length;
    return left === right ? 0 : left < right ? -1 : 1;
  }
  return a === b ? 0 : a < b ? -1 : 1;
}
