import type { LogId } from '#domain/ids.ts';
import { type PlanItem, readActionPlan } from '#domain/plan/read-plan.ts';
import { useFrameFacts } from '#renderer/field/app/frame-context.tsx';
import { useDocuments } from '#renderer/field/app/use-documents.ts';
import { planIdOf } from '#renderer/field/app/use-plan.ts';

/** Which items do other missions to the same State plan, as far as they are on this laptop? */
export function useItemsOfState(log: LogId): readonly PlanItem[] {
  const missions = useFrameFacts().missions ?? [];
  const country = missions.find((one) => one.log === log)?.facts['country'];
  const others =
    typeof country === 'string'
      ? missions.filter((one) => one.log !== log && one.facts['country'] === country)
      : [];
  const plans = useDocuments(others.map((one) => ({ log: one.log, doc: planIdOf(one.log) })));
  return [...plans.values()].flatMap(({ document }) => readActionPlan(document));
}
