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
export function useFollowUpOptions(log: LogId): readonly FollowUpOption[] {
  const { missions } = useFrameFacts();
  const places = useMemo(() => missionsOfSameState(missions ?? [], log), [missions, log]);
  const listed = useDocumentLists(places.map((place) => place.log));
  const { nameOf } = useInstitutionNames();
  return useMemo(
    () =>
      places.flatMap((place) =>
        recordsOfKind(listed.get(place.log) ?? [], 'assessment')
          .filter(({ status }) => status === 'final' || status === 'superseded')
          .map(({ doc, title, facts }) => {
            const institution = nameOf(place.log, facts);
            const label = institution === '' ? title : `${institution} · ${title}`;
            const isElsewhere = place.log !== log;
            return { id: doc, log: place.log, label, ...(isElsewhere && { description: place.title }) };
          }),
      ),
    [places, listed, log, nameOf],
  );
}

/** This mission, then the others that name the same State, in the order of the list. */
function missionsOfSameState(
  missions: readonly FrameMission[],
  log: LogId,
): readonly { readonly log: LogId; readonly title: string }[] {
  const own = missions.find((mission) => mission.log === log);
  const country = own?.facts['country'];
  const isNamed = typeof country === 'string' && country !== '';
  const others = missions.filter(
    (mission) => isNamed && mission.log !== log && mission.facts['country'] === country,
  );
  return [{ log, title: own?.title ?? '' }, ...others];
}

/** Lists of the documents in these logs, each again when one of its documents changes. */
function useDocumentLists(logs: readonly LogId[]): ReadonlyMap<LogId, readonly DocumentSummary[]> {
  const { store } = useFieldServices();
  const [lists, setLists] = useState<ReadonlyMap<LogId, readonly DocumentSummary[]>>(new Map());
  const askedText = JSON.stringify(logs);
  useEffect(() => {
    let isCurrent = true;
    const asked: typeof logs = JSON.parse(askedText); // made from it a few lines above, so of its type
    const watching = asked.map((log) =>
      store.watch('documents', { log }, (answer) => {
        if (isCurrent) setLists((before) => new Map(before).set(log, answer));
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
  log: LogId,
  document: Document,
): { readonly title: string; readonly href: string; readonly document: Document } | null {
  const followed = followedAssessmentOf(document, log);
  const found = useDocuments(followed === null ? [] : [followed]);
  const before = followed === null ? undefined : found.get(followed.doc)?.document;
  if (followed === null || before === undefined) return null;
  const title = plainTextAt(before, 'title');
  return { title, href: fieldAddressOf({ screen: 'assessment', ...followed }), document: before };
}

/** Assessments of other missions that those of this one follow, as far as they are on this laptop. */
export function useEarlierAssessments(log: LogId, documents: readonly Document[]): readonly Document[] {
  const asked = useMemo(
    () =>
      recordsOfKind(documents, 'assessment').flatMap((assessment): readonly FollowedAssessment[] => {
        const followed = followedAssessmentOf(assessment, log);
        return followed === null || followed.log === log ? [] : [followed];
      }),
    [documents, log],
  );
  const found = useDocuments(asked);
  return useMemo(() => asked.flatMap(({ doc }) => found.get(doc)?.document ?? []), [asked, found]);
}
