/** Run of words in a text, and whether the other text lacks it. */
export interface MarkedWords {
  readonly text: string;
  readonly isOnlyHere: boolean;
}

/** Longest comparison, in pairs of words: two texts of 1,500 words. Longer ones are marked whole. */
const maximumWordPairs = 2_250_000;

/** The words of a text, with those marked that another text does not have at this place. */
export function markDifferences(text: string, other: string): readonly MarkedWords[] {
  const words = splitWords(text);
  const others = splitWords(other);
  if (words.length * others.length > maximumWordPairs) return [{ text, isOnlyHere: text !== other }];
  const common = commonWords(words, others);
  const marked: { text: string; isOnlyHere: boolean }[] = [];
  for (const [at, word] of words.entries()) {
    const isOnlyHere = !common.has(at);
    const last = marked.at(-1);
    if (last?.isOnlyHere === isOnlyHere) last.text += word;
    else marked.push({ text: word, isOnlyHere });
  }
  return marked;
}

/** Words with the white space after them, so that all together are the text again. */
const splitWords = (text: string): readonly string[] => text.match(/\S+\s*|\s+/gu) ?? [];

/** Places of the words in the longest common sequence of both. */
function commonWords(words: readonly string[], others: readonly string[]): ReadonlySet<number> {
  const width = others.length + 1;
  const lengths = new Uint32Array((words.length + 1) * width);
  const isSame = (at: number, to: number): boolean => words[at]?.trim() === others[to]?.trim();
  for (let at = words.length - 1; at >= 0; at -= 1) {
    for (let to = others.length - 1; to >= 0; to -= 1) {
      lengths[at * width + to] = isSame(at, to)
        ? (lengths[(at + 1) * width + to + 1] ?? 0) + 1
        : Math.max(lengths[(at + 1) * width + to] ?? 0, lengths[at * width + to + 1] ?? 0);
    }
  }
  const common = new Set<number>();
  for (let at = 0, to = 0; at < words.length && to < others.length; ) {
    if (isSame(at, to)) {
      common.add(at);
      at += 1;
      to += 1;
    } else if ((lengths[(at + 1) * width + to] ?? 0) >= (lengths[at * width + to + 1] ?? 0)) at += 1;
    else to += 1;
  }
  return common;
}
