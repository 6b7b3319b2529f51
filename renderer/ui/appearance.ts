import * as z from 'zod';
import type { PlainMessageKey, ScreenLanguage } from '#renderer/i18n';

const pressableStyleId = 'react-aria-pressable-style';

/**
 * Prepare a document; call once, before the first render.
 * The component library adds a `<style>` unless it finds an element with this id. The content policy
 * (`style-src 'self'`) refuses and reports that style; its rule is in `base.css`.
 */
export function prepareDocument(document: Document): void {
  if (document.getElementById(pressableStyleId)) return;
  const mark = document.createElement('meta');
  mark.id = pressableStyleId;
  document.head.append(mark);
}

/** Letters of each language: they select the files of the font. */
const sampleLetters: { readonly [L in ScreenLanguage]: string } = { en: 'Aa', fr: 'Aé', ar: 'اA' };

/**
 * Load the letters of a language, so that the first layout has them.
 * Otherwise the layout searches a system font in each size and weight, and waits for the shell's process each
 * time. It is made again when the letters have come. After a failure the system's font stays.
 */
export async function loadLanguageFont(fonts: FontFaceSet, language: ScreenLanguage): Promise<void> {
  await fonts
    .load(`1rem 'Noto Sans Variable', 'Noto Sans Arabic Variable'`, sampleLetters[language])
    .catch(reportError);
}

/** `system` follows the machine; `contrast` is high contrast in the machine's light or dark. */
export const ScreenTheme = z.enum(['system', 'light', 'dark', 'contrast']);
export type ScreenTheme = z.infer<typeof ScreenTheme>;

/** Label of each theme. */
export const screenThemeLabels: { readonly [T in ScreenTheme]: PlainMessageKey } = {
  system: 'ui.theme.system',
  light: 'ui.theme.light',
  dark: 'ui.theme.dark',
  contrast: 'ui.theme.contrast',
};

/** Text size in per cent of the normal one. */
export const TextSize = z.union([100, 110, 125, 150, 175, 200].map((size) => z.literal(size)));
export type TextSize = z.infer<typeof TextSize>;

export const textSizes: readonly TextSize[] = [100, 110, 125, 150, 175, 200];

/** Look of the screen on this laptop; each person's choice. */
interface ScreenAppearance {
  readonly theme: ScreenTheme;
  readonly textSize: TextSize;
}

/** Set the choice on `<html>`, where `tokens.css` reads it. */
export function applyAppearance(document: Document, { theme, textSize }: ScreenAppearance): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
  if (textSize === 100) delete dataset['textSize'];
  else dataset['textSize'] = String(textSize);
}
