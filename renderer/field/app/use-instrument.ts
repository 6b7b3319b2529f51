import { useState } from 'react';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { useQuery } from '#renderer/field/use-query.ts';

/** The instrument that an assessment names (`id@version`), as this device has it. */
export type FoundInstrument =
  | { readonly kind: 'loading' | 'absent' | 'damaged' }
  | { readonly kind: 'here'; readonly instrument: Instrument };

/**
 * Which questions does this assessment ask? A published version never changes, so the form that was opened with it stays
 * while the store answers again with an equal one.
 */
export function useInstrument(ref: string): FoundInstrument {
  const asked = useQuery('instrument', { ref });
  const found = asked.kind === 'present' ? asked.answer : asked;
  const [kept, setKept] = useState<{ readonly hash: string; readonly found: FoundInstrument } | null>(null);
  if (found.kind !== 'here') return { kind: found.kind };
  const { hash } = found.edition;
  if (kept?.hash === hash) return kept.found;
  const first: FoundInstrument = { kind: 'here', instrument: found.instrument };
  setKept({ hash, found: first });
  return first;
}
