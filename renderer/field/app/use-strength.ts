import { useEffect, useState } from 'react';
import type { Strength } from '../parts/new-passphrase.tsx';

/** How hard this passphrase is to guess; null while nobody asks or the words to compare with are on their way. */
export function useStrength(typed: string): Strength | null {
  const [check, setCheck] = useState<((typed: string) => Strength) | null>(null);
  const isWanted = typed !== '';
  useEffect(() => {
    let isGone = false;
    // Half a megabyte of words that most people never need: theirs are generated.
    if (isWanted)
      void import('./guess-strength.ts').then(({ guessStrength }) => {
        if (!isGone) setCheck(() => guessStrength);
      });
    return () => {
      isGone = true;
    };
  }, [isWanted]);
  return check && isWanted ? check(typed) : null;
}
