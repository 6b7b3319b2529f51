import { useEffect, useState } from 'react';
import type { Instrument } from '#forms/model/instrument.ts';
import { useStoreQuery, useFieldServices } from '../session/field-services.tsx';
import type { InstrumentAnswer, StoreSession } from '#renderer/store/store-api.ts';
import { v7 } from 'uuid';
import type { FormEnvironment } from '#forms/engine/form.ts';

/**
 * Read instruments by their references in assessments (`id@version`); those not answered yet are left out.
 */
export function useInstruments(refs: readonly string[]): ReadonlyMap<string, InstrumentAnswer> {
  const { store } = useFieldServices();
  const [found, setFound] = useState<ReadonlyMap<string, InstrumentAnswer>>(new Map());
  const asked = JSON.stringify([...new Set(refs)].sort());

  useEffect(() => {
    let isCurrent = true;
    const same: readonly string[] = JSON.parse(asked); // made from it a few lines above, so of its type
    const watching = same.map((ref) =>
      store.watch('instrument', { ref }, (answer) => {
        if (isCurrent) setFound((before) => new Map(before).set(ref, answer));
      }),
    );
    return () => {
      isCurrent = false;
      for (const one of watching) one.then((stop) => stop(), reportError);
    };
  }, [store, asked]);

  return found;
}

/** The instrument that an assessment names (`id@version`), as this device has it. */
export type FoundInstrument =
  | { readonly kind: 'loading' | 'absent' | 'damaged' }
  | { readonly kind: 'here'; readonly instrument: Instrument };

/**
 * Read the questions of an assessment.
 * A published version never changes, so an open form keeps its instrument while the store answers again with
 * an equal one.
 */
export function useInstrument(ref: string): FoundInstrument {
  const asked = useStoreQuery('instrument', { ref });
  const found = asked.kind === 'present' ? asked.answer : asked;
  const [kept, setKept] = useState<{ readonly hash: string; readonly found: FoundInstrument } | null>(null);
  if (found.kind !== 'here') return { kind: found.kind };
  const { hash } = found.edition;
  if (kept?.hash === hash) return kept.found;
  const first: FoundInstrument = { kind: 'here', instrument: found.instrument };
  setKept({ hash, found: first });
  return first;
}

/** Environment for the expressions of a form. A person has a name here, and neither address nor telephone. */
export const createFormEnvironment = ({ device, enrolled }: StoreSession): FormEnvironment => ({
  now: () => {
    const ms = Date.now();
    return { ms, offsetMinutes: -new Date(ms).getTimezoneOffset() };
  },
  random: () => Math.random(),
  newInstanceId: () => v7(),
  deviceId: device,
  username: enrolled?.name ?? '',
  email: '',
  phoneNumber: '',
});
