import * as z from 'zod';

/** `system` follows the machine; `contrast` is high contrast in the machine's light or dark. */
export const Theme = z.enum(['system', 'light', 'dark', 'contrast']);
export type Theme = z.infer<typeof Theme>;

/** Text size in per cent of the normal one. */
export const TextSize = z.union([100, 110, 125, 150, 175, 200].map((size) => z.literal(size)));
export type TextSize = z.infer<typeof TextSize>;

export const textSizes: readonly TextSize[] = [100, 110, 125, 150, 175, 200];

/** How the screen looks on this laptop; each person's choice. */
export interface Appearance {
  readonly theme: Theme;
  readonly textSize: TextSize;
}

/** Puts the choice on `<html>`, where `tokens.css` reads it. */
export function applyAppearance(document: Document, { theme, textSize }: Appearance): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
  if (textSize === 100) delete dataset['textSize'];
  else dataset['textSize'] = String(textSize);
}
