import type { ReactElement } from 'react';
import { conflictPathsOf } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { findDuplications } from '#domain/plan/action-plan.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import {
  type MissionActionPlan,
  useMemberStatePlanItems,
} from '#renderer/field/app/documents/use-action-plan.ts';
import { ActionPlanView, planRowsOf } from './action-plan-view.tsx';
import { newItemId } from './plan-item-screen.tsx';

interface PlanTabProps {
  readonly log: LogId;
  readonly plan: MissionActionPlan;
}

/** Action plan, with the button to add an item. */
export function PlanTab({ log, plan }: PlanTabProps): ReactElement {
  const { navigate } = useFieldServices();
  const { document, items, mode, problem } = plan;
  const elsewhere = useMemberStatePlanItems(log);
  const own = new Set(items.map(({ id }) => id));
  const duplications = findDuplications([...items, ...elsewhere]).filter(({ items: pair }) =>
    pair.some(({ id }) => own.has(id)),
  );
  const contested = conflictPathsOf(document);
  return (
    <ActionPlanView
      rows={planRowsOf(
        items,
        duplications,
        (item) => fieldAddressOf({ screen: 'planItem', log, item }),
        (item) => contested.filter((path) => path.startsWith(`items/${item}/`)).length,
      )}
      duplications={duplications}
      problem={problem}
      onAdd={mode === 'open' ? () => navigate({ screen: 'planItem', log, item: newItemId }) : undefined}
    />
  );
}
