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
export function useReportRecords(logId: LogId): MissionRecords | null {
  const { session } = useFieldServices();
  const frameMission = useFrameFacts().missions?.find((one) => one.log === logId);
  const listedResult = useStoreQuery('documents', { log: logId });
  const asked = listedResult.kind === 'present' ? listedResult.result : null;
  const found = useDocuments(asked ?? []);
  const documents = useMemo(() => [...found.values()].map(({ document }) => document), [found]);
  const earlier = useEarlierAssessments(logId, documents);
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
  const roles = session.roles[logId];
  return useMemo(() => {
    const isWhole =
      asked?.every(({ doc }) => found.has(doc)) === true && refs.every((ref) => instruments.has(ref));
    if (!isWhole || frameMission === undefined) return null;
    return {
      named: reportMissionFactsOf(frameMission),
      documents,
      earlier,
      instrumentOf: (ref) => {
        const instrumentQueryResult = instruments.get(ref);
        return instrumentQueryResult?.kind === 'here' ? instrumentQueryResult.instrument : undefined;
      },
      register,
      roles: roles ?? [],
      today,
    };
  }, [asked, found, refs, instruments, frameMission, documents, earlier, register, roles, today]);
}

const reportMissionFactsOf = ({ title, facts }: FrameMission): MissionFacts => {
  const said = (fact: string): string | null => {
    const value = facts[fact];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return { title, country: said('country') ?? '', from: said('from'), to: said('to') };
};
