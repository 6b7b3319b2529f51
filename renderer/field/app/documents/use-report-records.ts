import { useMemo } from 'react';
import type { LogId } from '#domain/ids.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import {
  type MissionFacts,
  type MissionRecords,
  pinnedInstrumentRef,
} from '#domain/report/report-sources.ts';
import { localDayOf, useNowMs } from '#renderer/ui';
import { type FrameMission, useFrameFacts } from '../frame/frame-context.tsx';
import { useFieldServices, useStoreQuery } from '../session/field-services.tsx';
import { useEarlierAssessments } from './followed-assessment.ts';
import { useInstitutionNames } from './institution-names.ts';
import { useDocuments } from './use-documents.ts';
import { useInstruments } from './use-instrument.ts';

/** Records of this mission's reports, now; null until all of them are read. */
export function useReportRecords(log: LogId): MissionRecords | null {
  const { session } = useFieldServices();
  const mission = useFrameFacts().missions?.find((one) => one.log === log);
  const listed = useStoreQuery('documents', { log });
  const asked = listed.kind === 'present' ? listed.answer : null;
  const found = useDocuments(asked ?? []);
  const documents = useMemo(() => [...found.values()].map(({ document }) => document), [found]);
  const earlier = useEarlierAssessments(log, documents);
  const refs = useMemo(
    () =>
      recordsOfKind([...documents, ...earlier], 'assessment')
        .map(pinnedInstrumentRef)
        .filter((ref) => ref !== ''),
    [documents, earlier],
  );
  const instruments = useInstruments(refs);
  const { register } = useInstitutionNames();
  const today = localDayOf(useNowMs());
  const roles = session.roles[log];
  return useMemo(() => {
    const isWhole =
      asked?.every(({ doc }) => found.has(doc)) === true && refs.every((ref) => instruments.has(ref));
    if (!isWhole || mission === undefined) return null;
    return {
      named: reportMissionFactsOf(mission),
      documents,
      earlier,
      instrumentOf: (ref) => {
        const answer = instruments.get(ref);
        return answer?.kind === 'here' ? answer.instrument : undefined;
      },
      register,
      roles: roles ?? [],
      today,
    };
  }, [asked, found, refs, instruments, mission, documents, earlier, register, roles, today]);
}

const reportMissionFactsOf = ({ title, facts }: FrameMission): MissionFacts => {
  const said = (fact: string): string | null => {
    const value = facts[fact];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return { title, country: said('country') ?? '', from: said('from'), to: said('to') };
};
