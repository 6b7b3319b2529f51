import * as z from 'zod';

const text = z.string().min(1).max(1_000);

/** Text of an item in the languages of the screens. */
export const LearningText = z.readonly(z.object({ en: text, fr: text, ar: text }));
export type LearningText = z.infer<typeof LearningText>;

/** Text in a language; English where an item has no words in it. */
export const learningTextIn = (text: LearningText, language: string): string =>
  language === 'fr' || language === 'ar' ? text[language] : text.en;
