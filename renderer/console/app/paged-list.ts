import { useEffect, useState } from 'react';
import type { LoadState } from './polled-resource.ts';

/** Pause after a letter before headquarters is asked. */
const restMs = 250;

/** Return typed words once nobody has typed for a moment; at once when they are cleared. */
export function useRestedWords(words: string): string {
  const [rested, setRested] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setRested(words), restMs);
    return () => clearTimeout(timer);
  }, [words]);
  return words === '' ? '' : rested;
}

/** While another page is loading, return the one before: a filter must not vanish under the fingers. */
export function useLastResponse<T>(asked: LoadState<T>): LoadState<T> {
  const [last, setLast] = useState(asked);
  if (asked.kind !== 'loading' && asked !== last) setLast(asked);
  return asked.kind === 'loading' ? last : asked;
}
