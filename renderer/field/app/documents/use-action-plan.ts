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
import type { DocumentQueryAnswer, RegisterWrite } from '#renderer/store/api/store-api.ts';
import { useFrameFacts } from '../frame/frame-context.tsx';
import { useFieldServices, useStoreQuery } from '../session/field-services.tsx';
import { useWriteRegisters, writeRefusalMessage } from './use-document.ts';
import { useDocuments } from './use-documents.ts';

/** The action plan of a mission; it begins with its first item. */
export interface MissionActionPlan {
  /** Empty before the first item. */
  readonly document: Document;
  /** Answer of the store; null before the first item. */
  readonly answer: DocumentQueryAnswer | null;
  readonly items: readonly PlanItem[];
  readonly mode: WriteMode;
  /** Writes of these values over those that the person sees, to be kept together with writes of another record. */
  readonly writesOf: (values: readonly PathValue[]) => readonly RegisterWrite[];
  /** Write all values, or none, over those that the person sees. False where they were not kept. */
  readonly change: (values: readonly PathValue[]) => Promise<boolean>;
  /** Why the last change was not kept. */
  readonly problem: Message | null;
}

/** Read the action plan of this mission, now. Null until the store has answered. */
export function useActionPlan(log: LogId): MissionActionPlan | null {
  const { session } = useFieldServices();
  const mission = useFrameFacts().missions?.find((one) => one.log === log);
  const listed = useStoreQuery('documents', { log });
  const doc = useMemo(() => {
    const own = actionPlanIdOf(log);
    const plans = listed.kind === 'present' ? recordsOfKind(listed.answer, 'action-plan') : [];
    return plans.find((one) => one.doc === own)?.doc ?? plans[0]?.doc ?? own;
  }, [listed, log]);
  const asked = useStoreQuery('document', { log, doc });
  const write = useWriteRegisters(log);
  const [problem, setProblem] = useState<Message | null>(null);
  const answer = asked.kind === 'present' ? asked.answer : null;
  const document = useMemo(() => answer?.document ?? emptyDocument(doc, actionPlanKind), [answer, doc]);

  const writesOf = useCallback(
    (values: readonly PathValue[]): readonly RegisterWrite[] => {
      const first: readonly PathValue[] =
        Object.keys(document.registers).length > 0 || mission === undefined
          ? []
          : [
              { path: pathOf('title'), value: mission.title },
              { path: pathOf('mission'), value: mission.doc },
            ];
      return [...first, ...values].map((one) => ({
        doc: document.doc,
        kind: document.kind,
        ...one,
        over: dotsAt(document, one.path),
      }));
    },
    [document, mission],
  );
  const change = useCallback(
    async (values: readonly PathValue[]) => {
      const outcome = await write(writesOf(values));
      setProblem(outcome.kind === 'saved' ? null : writeRefusalMessage(outcome));
      return outcome.kind === 'saved';
    },
    [writesOf, write],
  );

  const items = useMemo(() => readPlanItems(document), [document]);
  if (listed.kind === 'loading' || asked.kind === 'loading') return null;
  return {
    document,
    answer,
    items,
    mode: writeModeOf(answer?.roles ?? session.roles[log] ?? [], document),
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
  const missions = useFrameFacts().missions ?? [];
  const plans = useDocuments(missions.map(({ log }) => ({ log, doc: actionPlanIdOf(log) })));
  return useMemo(() => {
    const documents = [...plans.values()].map(({ document }) => document);
    return {
      partners: [...new Set([...entitiesOfPlans(documents), ...defaultPartners])],
      fundingLines: fundingLinesOfPlans(documents),
    };
  }, [plans]);
}

/** Plan items of other missions to the same State, as far as they are on this laptop. */
export function useMemberStatePlanItems(log: LogId): readonly PlanItem[] {
  const missions = useFrameFacts().missions ?? [];
  const country = missions.find((one) => one.log === log)?.facts['country'];
  const others =
    typeof country === 'string'
      ? missions.filter((one) => one.log !== log && one.facts['country'] === country)
      : [];
  const plans = useDocuments(others.map((one) => ({ log: one.log, doc: actionPlanIdOf(one.log) })));
  return useMemo(() => [...plans.values()].flatMap(({ document }) => readPlanItems(document)), [plans]);
}
