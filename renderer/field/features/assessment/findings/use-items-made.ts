import { v7 as newId } from 'uuid';
import type { Recommendation } from '#domain/assessment/read-findings.ts';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import type { MaturityModel } from '#domain/instrument/maturity-model.ts';
import { newPlanItem } from '#domain/plan/change-plan.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { addressOf } from '#renderer/field/app/route.ts';
import { usePlan } from '#renderer/field/app/use-plan.ts';

type MadeItem = { readonly href: string } | { readonly onMake: () => void } | null;

/** Which item of the plan was made of a recommendation? Else the way to make one; null where the plan is only read. */
export function useItemsMade(
  log: LogId,
  { doc }: Document,
  { dimensions }: MaturityModel,
): (recommendation: Recommendation) => MadeItem {
  const plan = usePlan(log);
  const { navigate } = useField();
  return (recommendation) => {
    if (plan === null) return null;
    const item = plan.items.find((one) => one.assessment === doc && one.recommendation === recommendation.id);
    if (item) return { href: addressOf({ screen: 'planItem', log, item: item.id }) };
    if (plan.mode !== 'open') return null;
    const about = new Set(
      recommendation.about.flatMap(
        (id) => dimensions.find(({ indicators }) => indicators.some((one) => one.id === id))?.code ?? [],
      ),
    );
    const [dimension = null, ...others] = about;
    const origin = { assessment: doc, recommendation, dimension: others.length === 0 ? dimension : null };
    return {
      onMake: () => {
        const id = newId();
        void plan
          .change(newPlanItem(plan.items, id, origin))
          .then((isKept) => isKept && navigate({ screen: 'planItem', log, item: id }));
      },
    };
  };
}
