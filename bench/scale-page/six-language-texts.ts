import { randomBetween, type RandomSource } from '../workload/workload.ts';
import labelled from '#tests/data/privacy-check/sentences.json' with { type: 'json' };

// Texts as assessors write them, in six languages: the ordinary sentences of the labelled set, with changed words, so
// that there are as many different words as in real records.

const ordinary = labelled.sentences.filter(({ identifiers }) => identifiers.length === 0);
const languages = ['en', 'fr', 'ar', 'es', 'ru', 'zh'] as const;
type TextLanguage = (typeof languages)[number];

const sentencesOf = (language: TextLanguage): readonly string[] =>
  ordinary.filter((one) => one.language === language).map(({ text }) => text);

const sentences: { readonly [L in TextLanguage]: readonly string[] } = {
  en: sentencesOf('en'),
  fr: sentencesOf('fr'),
  ar: sentencesOf('ar'),
  es: sentencesOf('es'),
  ru: sentencesOf('ru'),
  zh: sentencesOf('zh'),
};

/** Endings of inflected words, and of names of places and things that only a few records have. */
const endings: { readonly [L in TextLanguage]: readonly string[] } = {
  en: ['s', 'ing', 'ed', 'ness', 'ford', 'ton'],
  fr: ['s', 'ment', 'tion', 'ville', 'eur', 'ée'],
  ar: ['ات', 'ين', 'ها', 'ية', 'هم', 'نا'],
  es: ['s', 'mente', 'ción', 'ado', 'ería', 'illo'],
  ru: ['ов', 'ами', 'ого', 'ский', 'ность', 'град'],
  zh: ['市', '县', '局', '室', '所', '部'],
};

/** Language in which most of a record is written; the third language of a mission is that of its State. */
export const languageOf = (random: RandomSource): TextLanguage =>
  random() < 0.5 ? 'en' : (languages[randomBetween(random, 0, languages.length - 1)] ?? 'en');

/** One to three sentences; every twelfth word is a rare one, and some have a number of a file. */
export function writtenText(random: RandomSource, language: TextLanguage): string {
  const own = sentences[language];
  const parts = Array.from(
    { length: randomBetween(random, 1, 3) },
    () => own[randomBetween(random, 0, own.length - 1)],
  );
  const text = parts.join(' ').replaceAll(/\p{L}{4,}/gu, (word) => {
    if (random() > 1 / 12) return word;
    const at = randomBetween(random, 0, 5);
    return `${word.slice(0, randomBetween(random, 3, word.length))}${endings[language][at] ?? ''}`;
  });
  return random() < 0.1 ? `${text} (${randomBetween(random, 1_000, 99_999)})` : text;
}
