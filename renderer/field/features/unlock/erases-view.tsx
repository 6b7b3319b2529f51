import type { ReactElement } from 'react';
import { areFew } from '#domain/vault/erase-after.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';

/** After `after` wrong passphrases in a row a vault erases itself; `left` of them are left. */
export interface Erases {
  readonly after: number;
  readonly left: number;
}

interface ErasesViewProps {
  readonly erases: Erases;
  /** How many are left stands in the answer to the last try. */
  readonly isSaid: boolean;
}

/** That this vault erases itself: a quiet line, and a warning when few tries are left. */
export function ErasesView({ erases: { after, left }, isSaid }: ErasesViewProps): ReactElement {
  const say = useSay();
  return areFew(left) && !isSaid ? (
    <Banner meaning="bad">{say('vault.erases.few', { left })}</Banner>
  ) : (
    <p className="unlock-erases">{say('vault.erases', { after })}</p>
  );
}
