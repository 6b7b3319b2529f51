/** Option of a long list. */
export interface LongSelectOption {
  readonly id: string;
  readonly label: string;
}

/**
 * Options with every typed word in their label, in any case and without marks on letters; those that begin
 * with it first.
 */
export function findSelectOptions(
  options: readonly LongSelectOption[],
  typed: string,
): readonly LongSelectOption[] {
  const words = foldLetters(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  const [first = ''] = words;
  const begins: LongSelectOption[] = [];
  const others: LongSelectOption[] = [];
  for (const option of options) {
    const label = foldLetters(option.label);
    if (!words.every((word) => label.includes(word))) continue;
    (label.startsWith(first) ? begins : others).push(option);
  }
  return [...begins, ...others];
}

const foldLetters = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
