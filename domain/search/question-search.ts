import type { SearchedText } from './search-subjects.ts';
import { type ExcerptPart, excerptOf, foldSearchText, matchText, parseSearchQuery } from './search-words.ts';

/** Text of an answer in which words were found that the question itself does not have. */
export interface QuestionHit {
  readonly path: SearchedText['path'];
  readonly excerpt: readonly ExcerptPart[];
}

/** `hit`: null when the question itself has all words. */
interface QuestionMatch {
  readonly hit: QuestionHit | null;
}

/**
 * Search in the questions of one record: each word is in the question, in part too, or in a text of its answer.
 * @param searchedTexts texts of the record
 * @returns the match of a question with these own words; null for none
 */
export function createQuestionSearch(
  typed: string,
  searchedTexts: readonly SearchedText[],
): (own: string, target: string) => QuestionMatch | null {
  const words = typed
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => ({ folded: foldSearchText(word), query: parseSearchQuery(word) }));
  const queryWords = parseSearchQuery(typed);
  return (own, target) => {
    const folded = foldSearchText(own);
    const missing = words.filter((word) => !folded.includes(word.folded));
    if (missing.length === 0) return { hit: null };
    const answers = searchedTexts.filter((text) => text.target === target);
    const has = ({ text }: SearchedText, word: (typeof words)[number]): boolean =>
      word.query.length > 0 && matchText(text, word.query).words === (1 << word.query.length) - 1;
    if (!missing.every((word) => answers.some((text) => has(text, word)))) return null;
    const countOf = (searchedText: SearchedText): number =>
      missing.filter((word) => has(searchedText, word)).length;
    const [bestText] = answers.toSorted((a, b) => countOf(b) - countOf(a));
    if (bestText === undefined) return null;
    return {
      hit: {
        path: bestText.path,
        excerpt: excerptOf(bestText.text, matchText(bestText.text, queryWords).ranges),
      },
    };
  };
}
