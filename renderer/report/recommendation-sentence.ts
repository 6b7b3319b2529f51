import { parseQuarter, type RecommendationWords } from '#domain/assessment/recommendation-parts.ts';
import { valueLabelKeys } from '#domain/kinds/enumerations.ts';
import type { Message } from '#renderer/i18n';

/** Words of a screen or of a report, for a sentence. */
interface SentenceLanguage {
  readonly say: (message: Message) => string;
  /** Joins words as the language does. */
  readonly list: (parts: readonly string[]) => string;
}

/** Sentence of a recommendation from its parts. A free text is its own sentence; a blank part is named as such. */
export function recommendationSentence(
  { say, list }: SentenceLanguage,
  { text, addressee, quarter, support, measures, expectedLevel }: RecommendationWords,
): string {
  if (support === null) return text;
  const blank = say({ key: 'report.recommendation.blank' });
  const part = (words: string): string => (words.trim() === '' ? blank : words.trim());
  return say({
    key: 'report.recommendation.sentence',
    values: {
      who: part(addressee),
      what: part(text.trim().replace(/[.。]+$/u, '')),
      when: quarter === null ? blank : quarterText(say, quarter),
      level: expectedLevel ?? 'none',
      support: part(
        list(support.map((recommendedSupport) => say({ key: valueLabelKeys.support[recommendedSupport] }))),
      ),
      measures: part(
        list(measures.map((recommendedMeasure) => say({ key: valueLabelKeys.measure[recommendedMeasure] }))),
      ),
    },
  });
}

/** A quarter in words: third quarter of 2027. */
export function quarterText(say: SentenceLanguage['say'], quarter: string): string {
  const { year, number } = parseQuarter(quarter);
  return say({ key: 'value.quarter', values: { number, year: String(year) } });
}
