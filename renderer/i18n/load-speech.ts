import type { Language } from './language.ts';
import { english } from './messages/english.ts';
import type { ScreenSpeech } from './translator.ts';

/**
 * All that is said in a language. English is always there, for it stands in where another has no words; each other
 * language is a file of its own, so that nobody waits for words that they do not read. Rejects when the app's own files
 * cannot be read.
 */
export async function loadSpeech(language: Language): Promise<ScreenSpeech> {
  switch (language) {
    case 'en':
      return { language, words: english, english };
    case 'fr':
      return { language, words: (await import('./messages/french.ts')).french, english };
    case 'ar':
      return { language, words: (await import('./messages/arabic.ts')).arabic, english };
  }
}
