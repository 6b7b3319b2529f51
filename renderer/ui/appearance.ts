import * as z from 'zod';
import type { ScreenLanguage } from '../i18n/language.ts';

const pressableStyleId = 'react-aria-pressable-style';

/**
 * Call once, before the first render. The component library looks for an element with this id and, if there is none,
 * adds a `<style>`, which our content policy (`style-src 'self'`) refuses and reports. The rule it holds is in `base.css`.
 */
export function prepareDocument(document: Document): void {
  if (document.getElementById(pressableStyleId)) return;
  const mark = document.createElement('meta');
  mark.id = pressableStyleId;
  document.head.append(mark);
}

/** Letters of each language: they tell which of the font's files hold them. */
const sampleLetters: { readonly [L in ScreenLanguage]: string } = { en: 'Aa', fr: 'Aé', ar: 'اA' };

/**
 * Loads the letters of a language, so that the first layout has them. Without them it looks for a font of the system's in
 * each size and weight, waits for the shell's process at each, and is thrown away when the letters have come. A file that
 * cannot be read is no reason to show nothing: then the system's font stays.
 */
export async function loadLanguageFont(fonts: FontFaceSet, language: ScreenLanguage): Promise<void> {
  await fonts
    .load(`1rem 'Noto Sans Variable', 'Noto Sans Arabic Variable'`, sampleLetters[language])
    .catch(reportError);
}

/** `system` follows the machine; `contrast` is high contrast in the machine's light or dark. */
export const ScreenTheme = z.enum(['system', 'light', 'dark', 'contrast']);
export type ScreenTheme = z.infer<typeof ScreenTheme>;

/** Text size in per cent of the normal one. */
export const TextSize = z.union([100, 110, 125, 150, 175, 200].map((size) => z.literal(size)));
export type TextSize = z.infer<typeof TextSize>;

export const textSizes: readonly TextSize[] = [100, 110, 125, 150, 175, 200];

/** How the screen looks on this laptop; each person's choice. */
export interface ScreenAppearance {
  readonly theme: ScreenTheme;
  readonly textSize: TextSize;
}

/** Puts the choice on `<html>`, where `tokens.css` reads it. */
export function applyAppearance(document: Document, { theme, textSize }: ScreenAppearance): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
  if (textSize === 100) delete dataset['textSize'];
  else dataset['textSize'] = String(textSize);
}
