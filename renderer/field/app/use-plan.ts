import { useCallback, useMemo, useState } from 'react';
import { v5 } from 'uuid';
import { type Document, dotsAt, emptyDocument } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/path.ts';
import type { PathValue } from '#domain/document/path-value.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import type { WriteMode } from '#domain/people/write-mode.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import { type PlanItem, readActionPlan } from '#domain/plan/read-plan.ts';
import type { Message } from '#renderer/i18n/message.ts';
import type { DocumentAnswer } from '#renderer/store/store-api.ts';
import { useQuery } from '../use-query.ts';
import { useField } from './field-context.tsx';
import { useFrameFacts } from './frame-context.tsx';
import { refusalMessage } from './refusal-message.ts';
import { useWrite } from './use-write.ts';
import { useWriteMode } from './use-write-mode.ts';

/** The action plan of a mission; it begins with its first item. */
export interface Plan {
  /** Empty before the first item. */
  readonly document: Document;
  /** What the store says of it; null before the first item. */
  readonly answer: DocumentAnswer | null;
  readonly items: readonly PlanItem[];
  readonly mode: WriteMode;
  /** Writes all of it, or nothing, over what the person sees. False where it was not kept. */
  readonly change: (values: readonly PathValue[]) => Promise<boolean>;
  /** Why the last change was not kept. */
  readonly problem: Message | null;
}

/** What is the action plan of this mission, now? Null until the store has answered. */
export function usePlan(log: LogId): Plan | null {
  const { session } = useField();
  const mission = useFrameFacts().missions?.find((one) => one.log === log);
  const listed = useQuery('documents', { log });
  const doc = useMemo(() => {
    const own = planIdOf(log);
    const plans =
      listed.kind === 'present' ? listed.answer.filter(({ kind }) => kind === actionPlanKind) : [];
    return plans.find((one) => one.doc === own)?.doc ?? plans[0]?.doc ?? own;
  }, [listed, log]);
  const asked = useQuery('document', { log, doc });
  const write = useWrite(log);
  const writeModeOf = useWriteMode();
  const [problem, setProblem] = useState<Message | null>(null);
  const answer = asked.kind === 'present' ? asked.answer : null;
  const document = useMemo(() => answer?.document ?? emptyDocument(doc, actionPlanKind), [answer, doc]);

  const change = useCallback(
    async (values: readonly PathValue[]) => {
      const first: readonly PathValue[] =
        Object.keys(document.registers).length > 0 || mission === undefined
          ? []
          : [
              { path: pathOf('title'), value: mission.title },
              { path: pathOf('mission'), value: mission.doc },
            ];
      const outcome = await write(
        [...first, ...values].map((one) => ({
          doc: document.doc,
          kind: document.kind,
          ...one,
          over: dotsAt(document, one.path),
        })),
      );
      setProblem(outcome.kind === 'saved' ? null : refusalMessage(outcome));
      return outcome.kind === 'saved';
    },
    [document, mission, write],
  );

  if (listed.kind === 'loading' || asked.kind === 'loading') return null;
  return {
    document,
    answer,
    items: readActionPlan(document),
    mode: writeModeOf(answer?.roles ?? session.roles[log] ?? [], document),
    change,
    problem,
  };
}

/** One plan for each log: laptops that begin it without knowing of each other begin the same document. */
export const planIdOf = (log: LogId): DocumentId => DocumentId.parse(v5('action-plan', log));
