import type { LogId } from '#domain/ids.ts';
import { type PlanItem, readPlanItems } from '#domain/plan/action-plan.ts';
import { useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { useDocuments } from '#renderer/field/app/documents/use-document.ts';
import { actionPlanIdOf } from '#renderer/field/app/documents/use-action-plan.ts';

/** Plan items of other missions to the same State, as far as they are on this laptop. */
export function useMemberStatePlanItems(log: LogId): readonly PlanItem[] {
  const missions = useFrameFacts().missions ?? [];
  const country = missions.find((one) => one.log === log)?.facts['country'];
  const others =
    typeof country === 'string'
      ? missions.filter((one) => one.log !== log && one.facts['country'] === country)
      : [];
  const plans = useDocuments(others.map((one) => ({ log: one.log, doc: actionPlanIdOf(one.log) })));
  return [...plans.values()].flatMap(({ document }) => readPlanItems(document));
}
