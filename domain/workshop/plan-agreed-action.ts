import { ok, type Result, refuse } from '#base/result.ts';
import { type Document, isItemRemoved } from '../document/document.ts';
import { removeFromList } from '../document/list-order.ts';
import { type PathValue, pathOf } from '../document/op.ts';
import { type PlanItem, readPlanItems } from '../plan/action-plan.ts';
import { createPlanItemFromAction } from '../plan/change-plan.ts';
import type { PlanItemLink, SessionEntry } from './session-entry.ts';

/** Place of an agreed action in the plan of its mission. `elsewhere`: in a plan that is not at hand. */
type PlannedAction =
  | { readonly kind: 'item'; readonly item: PlanItem }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'none' };

/** Find the plan item of an action; none where it was removed from the plan. */
export function findPlannedAction({ planItem }: SessionEntry, plan: Document): PlannedAction {
  if (planItem === null) return { kind: 'none' };
  if (planItem.doc !== plan.doc) return { kind: 'elsewhere' };
  const item = readPlanItems(plan).find(({ id }) => id === planItem.item);
  return item === undefined ? { kind: 'none' } : { kind: 'item', item };
}

/** Writes for both records; they are kept together or not at all. */
interface PlannedActionWrites {
  readonly plan: readonly PathValue[];
  readonly workshop: readonly PathValue[];
}

export type PlanActionRefusal = {
  readonly kind: 'noAction' | 'textMissing' | 'alreadyPlanned' | 'institutionNamed';
};

/**
 * Decide to put an agreed action of a workshop into the plan of its mission. Each action is there once.
 * @param hidden whether a text names an institution that non-attribution hides and nobody has confirmed
 * @param id id of the item, the same on every laptop; an item that was removed from the plan comes back
 */
export function decidePlanAction(
  entry: SessionEntry,
  plan: Document,
  id: string,
  hidden: (text: string) => boolean = () => false,
): Result<PlannedActionWrites, PlanActionRefusal> {
  if (entry.type !== 'agreed-action') return refuse({ kind: 'noAction' });
  if (entry.text.trim() === '') return refuse({ kind: 'textMissing' });
  // The plan travels to others: an action waits for its person, as its text does.
  if ([entry.text, entry.owner].some(hidden)) return refuse({ kind: 'institutionNamed' });
  const planItems = readPlanItems(plan);
  const isPlanned =
    findPlannedAction(entry, plan).kind !== 'none' || planItems.some((planItem) => planItem.id === id);
  if (isPlanned) return refuse({ kind: 'alreadyPlanned' });
  const planItemLink: PlanItemLink = { doc: plan.doc, item: id };
  return ok({
    plan: [
      ...createPlanItemFromAction(planItems, id, entry),
      ...(isItemRemoved(plan, `items/${id}`) ? removeFromList('items', id, false) : []),
    ],
    workshop: [{ path: pathOf('entries', entry.id, 'plan-item'), value: planItemLink }],
  });
}
