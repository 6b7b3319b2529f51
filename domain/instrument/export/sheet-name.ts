/** A name that Excel takes for a sheet: no `[]:*?/\`, at most 31 letters, unlike the others in more than case. */
export function sheetName(name: string, taken: Set<string>): string {
  const plain =
    name
      .replace(/[[\]:*?/\\]/g, '_')
      .replace(/^'+|'+$/g, '')
      .slice(0, 28) || 'sheet';
  let free = plain;
  for (let at = 2; taken.has(free.toLowerCase()); at += 1) free = `${plain}_${at}`.slice(0, 31);
  taken.add(free.toLowerCase());
  return free;
}
