import type { ReactElement } from 'react';
import { v7 as newId } from 'uuid';
import { conflictsOf } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { newPlanItem } from '#domain/plan/change-plan.ts';
import { duplicationsIn } from '#domain/plan/duplications.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { addressOf } from '#renderer/field/app/route.ts';
import type { Plan } from '#renderer/field/app/use-plan.ts';
import { planRowsOf } from './plan-rows.ts';
import { PlanView } from './plan-view.tsx';
import { useItemsOfState } from './use-items-of-state.ts';

interface PlanTabProps {
  readonly log: LogId;
  readonly plan: Plan;
}

/** The action plan, with the way to add to it. */
export function PlanTab({ log, plan }: PlanTabProps): ReactElement {
  const { navigate } = useField();
  const { document, items, mode, change, problem } = plan;
  const elsewhere = useItemsOfState(log);
  const own = new Set(items.map(({ id }) => id));
  const duplications = duplicationsIn([...items, ...elsewhere]).filter(({ items: pair }) =>
    pair.some(({ id }) => own.has(id)),
  );
  const contested = conflictsOf(document);
  const open = (item: string): void => navigate({ screen: 'planItem', log, item });
  return (
    <PlanView
      rows={planRowsOf(
        items,
        duplications,
        (item) => addressOf({ screen: 'planItem', log, item }),
        (item) => contested.filter((path) => path.startsWith(`items/${item}/`)).length,
      )}
      duplications={duplications}
      problem={problem}
      onAdd={
        mode === 'open'
          ? () => {
              const id = newId();
              void change(newPlanItem(items, id, null)).then((isKept) => isKept && open(id));
            }
          : undefined
      }
    />
  );
}
