import { useEffect, useMemo, useState } from 'react';
import { v7 } from 'uuid';
import type { LogId } from '#domain/ids.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import { defaultInstrument } from '#domain/scoring/needs-assessment.ts';
import type { FormEnvironment } from '#forms/engine/form.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { placedNodes } from '#forms/model/placed-nodes.ts';
import type { InstrumentQueryResult, StoreSession } from '#renderer/store/api/store-api.ts';
import type { SelectOption } from '#renderer/ui';
import { useFieldServices, useStoreQuery } from '../session/field-services.tsx';

/**
 * Read instruments by their references in assessments (`id@version`); those not answered yet are left out.
 */
export function useInstruments(refs: readonly string[]): ReadonlyMap<string, InstrumentQueryResult> {
  const { store } = useFieldServices();
  const [found, setFound] = useState<ReadonlyMap<string, InstrumentQueryResult>>(new Map());
  const asked = JSON.stringify([...new Set(refs)].sort());

  useEffect(() => {
    let isCurrent = true;
    const same: readonly string[] = JSON.parse(asked); // made from it a few lines above, so of its type
    const watching = same.map((ref) =>
      store.watch('instrument', { ref }, (instrumentQueryResult) => {
        if (isCurrent) setFound((before) => new Map(before).set(ref, instrumentQueryResult));
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
type FoundInstrument =
  | { readonly kind: 'loading' | 'absent' | 'damaged' }
  | { readonly kind: 'here'; readonly instrument: Instrument };

/**
 * Read the questions of an assessment.
 * A published version never changes, so an open form keeps its instrument while the store answers again with
 * an equal one.
 */
export function useInstrument(ref: string): FoundInstrument {
  const queryResult = useStoreQuery('instrument', { ref });
  const found = queryResult.kind === 'present' ? queryResult.result : queryResult;
  const [kept, setKept] = useState<{ readonly hash: string; readonly found: FoundInstrument } | null>(null);
  if (found.kind !== 'here') return { kind: found.kind };
  const { hash } = found.edition;
  if (kept?.hash === hash) return kept.found;
  const firstFoundInstrument: FoundInstrument = { kind: 'here', instrument: found.instrument };
  setKept({ hash, found: firstFoundInstrument });
  return firstFoundInstrument;
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

/** Indicators of an instrument by code and title. */
export const indicatorOptionsOf = (instrument: Instrument): readonly SelectOption<string>[] =>
  [...placedNodes(instrument).values()].flatMap(({ node }) =>
    node.kind === 'question' && node.type === 'indicator'
      ? [{ id: node.qid, label: `${node.qid} ${node.label?.[instrument.defaultLanguage] ?? node.name}` }]
      : [],
  );

/** Indicators of the default instrument and of those that the mission's assessments use, each code once. */
export function useIndicatorOptions(log: LogId): readonly SelectOption<string>[] {
  const listedResult = useStoreQuery('documents', { log });
  const refs =
    listedResult.kind === 'present'
      ? recordsOfKind(listedResult.result, 'assessment').flatMap(({ facts }) =>
          typeof facts['instrument'] === 'string' ? [facts['instrument']] : [],
        )
      : [];
  const found = useInstruments(refs);
  return useMemo(() => {
    const used = [...found.values()].flatMap((instrumentQueryResult) =>
      instrumentQueryResult.kind === 'here' ? [instrumentQueryResult.instrument] : [],
    );
    const selectOptions = [defaultInstrument, ...used].flatMap(indicatorOptionsOf);
    return [
      ...new Map(selectOptions.toReversed().map((selectOption) => [selectOption.id, selectOption])).values(),
    ].toReversed();
  }, [found]);
}
