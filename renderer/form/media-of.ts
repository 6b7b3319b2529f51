import type { Media, Words } from '#domain/instrument/instrument.ts';
import type { ShownMedia } from './media-view.tsx';

/** The files of a label or choice in the language that is set, or in the one that has them. */
export function mediaOf(
  media: Media | undefined,
  language: string,
  addressOf: (file: string) => string | null,
): readonly ShownMedia[] {
  if (!media) return [];
  return kinds.flatMap((kind): readonly ShownMedia[] => {
    const name = fileIn(media[kind], language);
    return name === undefined ? [] : [{ kind, name, address: addressOf(name) }];
  });
}

const kinds = ['image', 'audio', 'video'] as const;

const fileIn = (words: Words | undefined, language: string): string | undefined =>
  words &&
  [words[language], words[''], ...Object.values(words)].find((name) => name !== undefined && name !== '');
