import { useEffect, useMemo, useState } from 'react';
import { type FollowedAssessment, followedAssessmentOf } from '#domain/assessment/create-assessment.ts';
import { type Document, plainTextAt } from '#domain/document/document.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import type { DocumentSummary } from '#renderer/store/api/store-api.ts';
import type { SelectOption } from '#renderer/ui';
import { type FrameMission, useFrameFacts } from '../frame/frame-context.tsx';
import { useFieldServices } from '../session/field-services.tsx';
import { useInstitutionNames } from './institution-names.ts';
import { useDocuments } from './use-documents.ts';

/** Assessment that can be followed up, with its mission. */
export interface FollowUpOption extends SelectOption<DocumentId> {
  readonly log: LogId;
}

/**
 * Assessments that a follow-up in this mission can follow: those of missions to the same State on this laptop that are
 * final or were replaced. Those of this mission come first.
 */
export function useFollowUpOptions(logId: LogId): readonly FollowUpOption[] {
  const { missions } = useFrameFacts();
  const recordAddresses = useMemo(() => missionsOfSameState(missions ?? [], logId), [missions, logId]);
  const listed = useDocumentLists(recordAddresses.map((recordAddress) => recordAddress.log));
  const { nameOf } = useInstitutionNames();
  return useMemo(
    () =>
      recordAddresses.flatMap((recordAddress) =>
        recordsOfKind(listed.get(recordAddress.log) ?? [], 'assessment')
          .filter(({ status }) => status === 'final' || status === 'superseded')
          .map(({ doc, title, facts }) => {
            const institution = nameOf(recordAddress.log, facts);
            const label = institution === '' ? title : `${institution} · ${title}`;
            const isElsewhere = recordAddress.log !== logId;
            return {
              id: doc,
              log: recordAddress.log,
              label,
              ...(isElsewhere && { description: recordAddress.title }),
            };
          }),
      ),
    [recordAddresses, listed, logId, nameOf],
  );
}

/** This mission, then the others that name the same State, in the order of the list. */
function missionsOfSameState(
  frameMissions: readonly FrameMission[],
  logId: LogId,
): readonly { readonly log: LogId; readonly title: string }[] {
  const ownFrameMission = frameMissions.find((mission) => mission.log === logId);
  const country = ownFrameMission?.facts['country'];
  const isNamed = typeof country === 'string' && country !== '';
  const otherFrameMissions = frameMissions.filter(
    (frameMission) => isNamed && frameMission.log !== logId && frameMission.facts['country'] === country,
  );
  return [{ log: logId, title: ownFrameMission?.title ?? '' }, ...otherFrameMissions];
}

/** Lists of the documents in these logs, each again when one of its documents changes. */
function useDocumentLists(logIds: readonly LogId[]): ReadonlyMap<LogId, readonly DocumentSummary[]> {
  const { store } = useFieldServices();
  const [lists, setLists] = useState<ReadonlyMap<LogId, readonly DocumentSummary[]>>(new Map());
  const askedText = JSON.stringify(logIds);
  useEffect(() => {
    let isCurrent = true;
    const askedLogIds: typeof logIds = JSON.parse(askedText); // made from it a few lines above, so of its type
    const watching = askedLogIds.map((logId) =>
      store.watch('documents', { log: logId }, (summaries) => {
        if (isCurrent) setLists((before) => new Map(before).set(logId, summaries));
      }),
    );
    return () => {
      isCurrent = false;
      for (const one of watching) one.then((stop) => stop(), reportError);
    };
  }, [store, askedText]);
  return lists;
}

/** Assessment that this one follows, by its title and address; null while there is none here. */
export function useFollowedAssessment(
  logId: LogId,
  document: Document,
): { readonly title: string; readonly href: string; readonly document: Document } | null {
  const followedAssessment = followedAssessmentOf(document, logId);
  const found = useDocuments(followedAssessment === null ? [] : [followedAssessment]);
  const previousDocument =
    followedAssessment === null ? undefined : found.get(followedAssessment.doc)?.document;
  if (followedAssessment === null || previousDocument === undefined) return null;
  const title = plainTextAt(previousDocument, 'title');
  return {
    title,
    href: fieldAddressOf({ screen: 'assessment', ...followedAssessment }),
    document: previousDocument,
  };
}

/** Assessments of other missions that those of this one follow, as far as they are on this laptop. */
export function useEarlierAssessments(logId: LogId, documents: readonly Document[]): readonly Document[] {
  const asked = useMemo(
    () =>
      recordsOfKind(documents, 'assessment').flatMap((assessment): readonly FollowedAssessment[] => {
        const followedAssessment = followedAssessmentOf(assessment, logId);
        return followedAssessment === null || followedAssessment.log === logId ? [] : [followedAssessment];
      }),
    [documents, logId],
  );
  const found = useDocuments(asked);
  return useMemo(() => asked.flatMap(({ doc }) => found.get(doc)?.document ?? []), [asked, found]);
}
