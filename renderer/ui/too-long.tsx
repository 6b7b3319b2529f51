import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';

/**
 * Says of a text that is longer than its field keeps how many letters are too many. Nothing is cut: whoever keeps the value
 * refuses it, and the former one stays.
 *
 * @param mostLetters in UTF-16 code units, as schemas count them; undefined where there is no limit
 * @returns undefined while the text fits.
 */
export function useTooLong(text: string, mostLetters: number | undefined): string | undefined {
  const say = useSay();
  if (mostLetters === undefined || text.length <= mostLetters) return undefined;
  return say('ui.tooLong', { count: text.length - mostLetters, most: mostLetters });
}

interface TooLongStatusProps {
  readonly isTooLong: boolean;
  readonly mostLetters: number;
}

/** Tells a screen reader once that a text became too long; how much too long stands in the field's description. */
export function TooLongStatus({ isTooLong, mostLetters }: TooLongStatusProps): ReactElement {
  const say = useSay();
  return (
    <span role="status" className="fb-hidden">
      {isTooLong && say('ui.tooLong.announced', { most: mostLetters })}
    </span>
  );
}
