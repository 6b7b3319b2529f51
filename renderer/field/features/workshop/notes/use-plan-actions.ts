import { useState } from 'react';
import { v5 } from 'uuid';
import { type Document, dotsAt } from '#domain/document/document.ts';
import type { DocumentId } from '#domain/ids.ts';
import {
  decidePlanAction,
  findPlannedAction,
  type PlanActionRefusal,
} from '#domain/workshop/plan-agreed-action.ts';
import { isNonAttributed, type SessionEntry } from '#domain/workshop/session-entry.ts';
import { useActionPlan } from '#renderer/field/app/documents/use-action-plan.ts';
import { useWriteRegisters, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import type { Message, MessageKey } from '#renderer/i18n';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import type { HiddenInstitutions } from '../non-attribution.tsx';
import type { PlanQuestion } from './entry-card.tsx';
import type { EntryPlan } from './entry-card-view.tsx';

const refusalKeys: { readonly [K in PlanActionRefusal['kind']]: MessageKey } = {
  noAction: 'entry.plan.noAction',
  textMissing: 'entry.plan.textMissing',
  alreadyPlanned: 'entry.plan.already',
  institutionNamed: 'entry.plan.institutionNamed',
};

/** Agreed actions of a workshop in the plan of its mission. */
interface PlanActions {
  /** Address of an action in the plan; null for other notes, and while the plan is not known. */
  readonly planOf: (entry: SessionEntry) => EntryPlan | null;
  /** Ask about an action; nothing happens for other notes. */
  readonly ask: (entry: SessionEntry) => void;
  /** The open question about this note. */
  readonly questionOf: (entry: SessionEntry) => PlanQuestion | null;
  readonly cancel: () => void;
  /** Why an action cannot be added, when that was asked. */
  readonly refusal: Message | null;
}

/** Read the plan, and add actions to it. The item and its link in the workshop are kept together or not at all. */
export function usePlanActions(
  { log, document }: DocumentQueryResult,
  isReadOnly: boolean,
  hiddenInstitutions: HiddenInstitutions,
): PlanActions {
  const decide = (entry: SessionEntry, planDocument: Document) =>
    decidePlanAction(
      entry,
      planDocument,
      planItemIdOf(document.doc, entry),
      (text) => isNonAttributed(document, entry.session) && hiddenInstitutions.openHits(text).length > 0,
    );
  const actionPlan = useActionPlan(log);
  const writeRegisters = useWriteRegisters(log);
  const [asked, setAsked] = useState<string | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const [refusal, setRefusal] = useState<Message | null>(null);
  const mayPlan = actionPlan?.mode === 'open' && !isReadOnly;

  const ask = (entry: SessionEntry): void => {
    if (!mayPlan) return;
    const decided = decide(entry, actionPlan.document);
    setProblem(null);
    setRefusal(decided.ok ? null : { key: refusalKeys[decided.refusal.kind] });
    setAsked(decided.ok ? entry.id : null);
  };

  const add = async (entry: SessionEntry): Promise<void> => {
    if (!mayPlan) return;
    const decided = decide(entry, actionPlan.document);
    if (!decided.ok) return setProblem({ key: refusalKeys[decided.refusal.kind] });
    const { doc, kind } = document;
    const outcome = await writeRegisters([
      ...actionPlan.writesOf(decided.value.plan),
      ...decided.value.workshop.map((pathValue) => ({
        doc,
        kind,
        ...pathValue,
        over: dotsAt(document, pathValue.path),
      })),
    ]);
    if (outcome.kind === 'saved') setAsked(null);
    else setProblem(writeRefusalMessage(outcome));
  };

  return {
    planOf: (entry) => {
      if (entry.type !== 'agreed-action' || actionPlan === null) return null;
      const plannedAction = findPlannedAction(entry, actionPlan.document);
      if (plannedAction.kind === 'elsewhere') return plannedAction;
      if (plannedAction.kind === 'none')
        return { kind: 'none', onPlan: mayPlan ? () => ask(entry) : undefined };
      const { id, status } = plannedAction.item;
      return { kind: 'item', href: fieldAddressOf({ screen: 'planItem', log, item: id }), status };
    },
    ask,
    questionOf: (entry) =>
      entry.id === asked ? { problem, onAdd: () => void add(entry), onCancel: () => setAsked(null) } : null,
    cancel: () => setAsked(null),
    refusal,
  };
}

/** The same on every laptop: two that add one action apart from each other make one item. */
const planItemIdOf = (workshopId: DocumentId, { id }: SessionEntry): string =>
  v5(`agreed-action ${id}`, workshopId);
