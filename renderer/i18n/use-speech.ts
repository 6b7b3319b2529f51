import { useEffect, useState } from 'react';
import type { Language } from './language.ts';
import { loadSpeech } from './load-speech.ts';
import type { ScreenSpeech } from './translator.ts';

/** What is said in this language, as soon as it is loaded; until then the screen speaks as before. */
export function useSpeech(language: Language, first: ScreenSpeech): ScreenSpeech {
  const [speech, setSpeech] = useState(first);
  const isLoaded = speech.language === language;

  useEffect(() => {
    if (isLoaded) return undefined;
    let isWanted = true;
    loadSpeech(language).then((loaded) => {
      if (isWanted) setSpeech(loaded);
    }, reportError);
    return () => {
      isWanted = false;
    };
  }, [language, isLoaded]);

  return speech;
}
