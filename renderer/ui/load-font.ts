import type { Language } from '#renderer/i18n/language.ts';

/** Letters of each language: they tell which of the font's files hold them. */
const letters: { readonly [L in Language]: string } = { en: 'Aa', fr: 'Aé', ar: 'اA' };

/**
 * Loads the letters of a language, so that the first layout has them. Without them it looks for a font of the system's in
 * each size and weight, waits for the shell's process at each, and is thrown away when the letters have come. A file that
 * cannot be read is no reason to show nothing: then the system's font stays.
 */
export async function loadFont(fonts: FontFaceSet, language: Language): Promise<void> {
  await fonts
    .load(`1rem 'Noto Sans Variable', 'Noto Sans Arabic Variable'`, letters[language])
    .catch(reportError);
}
