import * as z from 'zod';
import { ScreenLanguage } from '#renderer/i18n/language.ts';
import { TextSize, ScreenTheme } from '../appearance.ts';

/** Choice of the gallery. It is in the address, so that a photograph can be asked for by address alone. */
export const GalleryChoice = z.object({
  /** A group ("Button") or one story ("Button/Primary"). */
  story: z.string().optional(),
  language: ScreenLanguage.catch('en'),
  theme: ScreenTheme.catch('system'),
  text: z.coerce.number().pipe(TextSize).catch(100),
  /** Without the gallery's own list and switches: for photographs and checks. */
  bare: z.literal('yes').optional().catch(undefined),
});
export type GalleryChoice = z.infer<typeof GalleryChoice>;

/** Read the choice from an address; an invalid part becomes the default. */
export function readGalleryChoice(search: string): GalleryChoice {
  return GalleryChoice.parse(Object.fromEntries(new URLSearchParams(search)));
}

/** The address of a choice. */
export function writeGalleryChoice(choice: GalleryChoice): string {
  const entries = Object.entries(choice).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `?${new URLSearchParams(entries).toString()}`;
}
