import { useCallback, useMemo, useState } from 'react';
import { type Document, dotsAt, emptyDocument } from '#domain/document/document.ts';
import { type PathValue, pathOf } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { type WriteMode, writeModeOf } from '#domain/kinds/permit.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import {
  actionPlanKind,
  defaultPartners,
  entitiesOfPlans,
  fundingLinesOfPlans,
  type PlanItem,
  readPlanItems,
} from '#domain/plan/action-plan.ts';
import { actionPlanIdOf } from '#domain/plan/change-plan.ts';
import type { Message } from '#renderer/i18n';
import type { DocumentQueryResult, RegisterWrite } from '#renderer/store/api/store-api.ts';
import { useFrameFacts } from '../frame/frame-context.tsx';
import { useFieldServices, useStoreQuery } from '../session/field-services.tsx';
import { useWriteRegisters, writeRefusalMessage } from './use-document.ts';
import { useDocuments } from './use-documents.ts';

/** The action plan of a mission; it begins with its first item. */
export interface MissionActionPlan {
  /** Empty before the first item. */
  readonly document: Document;
  /** Result of the store; null before the first item. */
  readonly queryResult: DocumentQueryResult | null;
  readonly items: readonly PlanItem[];
  readonly mode: WriteMode;
  /** Writes of these values over those that the person sees, to be kept together with writes of another record. */
  readonly writesOf: (pathValues: readonly PathValue[]) => readonly RegisterWrite[];
  /** Write all values, or none, over those that the person sees. False where they were not kept. */
  readonly change: (pathValues: readonly PathValue[]) => Promise<boolean>;
  /** Why the last change was not kept. */
  readonly problem: Message | null;
}

/** Read the action plan of this mission, now. Null until the store has answered. */
export function useActionPlan(logId: LogId): MissionActionPlan | null {
  const { session } = useFieldServices();
  const frameMission = useFrameFacts().missions?.find((one) => one.log === logId);
  const listedResult = useStoreQuery('documents', { log: logId });
  const documentId = useMemo(() => {
    const ownDocumentId = actionPlanIdOf(logId);
    const plans = listedResult.kind === 'present' ? recordsOfKind(listedResult.result, 'action-plan') : [];
    return plans.find((ofKind) => ofKind.doc === ownDocumentId)?.doc ?? plans[0]?.doc ?? ownDocumentId;
  }, [listedResult, logId]);
  const queryResult = useStoreQuery('document', { log: logId, doc: documentId });
  const writeRegisters = useWriteRegisters(logId);
  const [problem, setProblem] = useState<Message | null>(null);
  const documentResult = queryResult.kind === 'present' ? queryResult.result : null;
  const document = useMemo(
    () => documentResult?.document ?? emptyDocument(documentId, actionPlanKind),
    [documentResult, documentId],
  );

  const writesOf = useCallback(
    (pathValues: readonly PathValue[]): readonly RegisterWrite[] => {
      const firstPathValues: readonly PathValue[] =
        Object.keys(document.registers).length > 0 || frameMission === undefined
          ? []
          : [
              { path: pathOf('title'), value: frameMission.title },
              { path: pathOf('mission'), value: frameMission.doc },
            ];
      return [...firstPathValues, ...pathValues].map((pathValue) => ({
        doc: document.doc,
        kind: document.kind,
        ...pathValue,
        over: dotsAt(document, pathValue.path),
      }));
    },
    [document, frameMission],
  );
  const change = useCallback(
    async (pathValues: readonly PathValue[]) => {
      const outcome = await writeRegisters(writesOf(pathValues));
      setProblem(outcome.kind === 'saved' ? null : writeRefusalMessage(outcome));
      return outcome.kind === 'saved';
    },
    [writesOf, writeRegisters],
  );

  const items = useMemo(() => readPlanItems(document), [document]);
  if (listedResult.kind === 'loading' || queryResult.kind === 'loading') return null;
  return {
    document,
    queryResult: documentResult,
    items,
    mode: writeModeOf(documentResult?.roles ?? session.roles[logId] ?? [], document),
    writesOf,
    change,
    problem,
  };
}

/** Names to choose from in a plan: those that the plans of this laptop use, and the default partners. */
interface KnownPlanNames {
  readonly partners: readonly string[];
  readonly fundingLines: readonly string[];
}

/** Read the names that the plans of all missions on this laptop use. */
export function useKnownPlanNames(): KnownPlanNames {
  const frameMissions = useFrameFacts().missions ?? [];
  const plans = useDocuments(frameMissions.map(({ log }) => ({ log, doc: actionPlanIdOf(log) })));
  return useMemo(() => {
    const documents = [...plans.values()].map(({ document }) => document);
    return {
      partners: [...new Set([...entitiesOfPlans(documents), ...defaultPartners])],
      fundingLines: fundingLinesOfPlans(documents),
    };
  }, [plans]);
}

/** Plan items of other missions to the same State, as far as they are on this laptop. */
export function useMemberStatePlanItems(logId: LogId): readonly PlanItem[] {
  const frameMissions = useFrameFacts().missions ?? [];
  const country = frameMissions.find((frameMission) => frameMission.log === logId)?.facts['country'];
  const otherFrameMissions =
    typeof country === 'string'
      ? frameMissions.filter(
          (frameMission) => frameMission.log !== logId && frameMission.facts['country'] === country,
        )
      : [];
  const plans = useDocuments(
    otherFrameMissions.map((frameMission) => ({
      log: frameMission.log,
      doc: actionPlanIdOf(frameMission.log),
    })),
  );
  return useMemo(() => [...plans.values()].flatMap(({ document }) => readPlanItems(document)), [plans]);
}
