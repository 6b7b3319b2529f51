import { useMemo } from 'react';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { LogId } from '#domain/ids.ts';
import { defaultInstrument } from '#domain/scoring/needs-assessment.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { placedNodes } from '#forms/model/placed-nodes.ts';
import type { SelectOption } from '#renderer/ui';
import { useStoreQuery } from '../session/field-services.tsx';
import { useInstruments } from './use-instrument.ts';

/** Indicators of an instrument by code and title. */
export const indicatorOptionsOf = (instrument: Instrument): readonly SelectOption<string>[] =>
  [...placedNodes(instrument).values()].flatMap(({ node }) =>
    node.kind === 'question' && node.type === 'indicator'
      ? [{ id: node.qid, label: `${node.qid} ${node.label?.[instrument.defaultLanguage] ?? node.name}` }]
      : [],
  );

/** Indicators of the default instrument and of those that the mission's assessments use, each code once. */
export function useIndicatorOptions(log: LogId): readonly SelectOption<string>[] {
  const listed = useStoreQuery('documents', { log });
  const refs =
    listed.kind === 'present'
      ? listed.answer.flatMap(({ kind, facts }) =>
          kind === assessmentKind && typeof facts['instrument'] === 'string' ? [facts['instrument']] : [],
        )
      : [];
  const found = useInstruments(refs);
  return useMemo(() => {
    const used = [...found.values()].flatMap((one) => (one.kind === 'here' ? [one.instrument] : []));
    const options = [defaultInstrument, ...used].flatMap(indicatorOptionsOf);
    return [...new Map(options.toReversed().map((one) => [one.id, one])).values()].toReversed();
  }, [found]);
}
