/** One of a long list. */
export interface LongOption {
  readonly id: string;
  readonly label: string;
}

/** Those whose label has every typed word, whatever the case and the marks on letters; those that begin with it first. */
export function findOptions(options: readonly LongOption[], typed: string): readonly LongOption[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  const [first = ''] = words;
  const begins: LongOption[] = [];
  const others: LongOption[] = [];
  for (const option of options) {
    const label = folded(option.label);
    if (!words.every((word) => label.includes(word))) continue;
    (label.startsWith(first) ? begins : others).push(option);
  }
  return [...begins, ...others];
}

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
