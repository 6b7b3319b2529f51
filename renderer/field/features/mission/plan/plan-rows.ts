import type { Duplication } from '#domain/plan/duplications.ts';
import { saysAgreed } from '#domain/plan/change-plan.ts';
import { type AgreementRefusal, mayAgree, type PlanItem } from '#domain/plan/read-plan.ts';

/** An item as the table shows it. */
export interface PlanRow {
  readonly item: PlanItem;
  readonly href: string;
  /** What keeps it from being agreed; null where nothing does. */
  readonly blocked: AgreementRefusal | null;
  /** It is said to be agreed although something is open: another laptop emptied or changed it meanwhile. */
  readonly isAgreedOpen: boolean;
  readonly mayDuplicate: boolean;
  readonly conflicts: number;
}

/** The rows of the plan in its order. */
export const planRowsOf = (
  items: readonly PlanItem[],
  duplications: readonly Duplication[],
  hrefOf: (item: string) => string,
  conflictsOf: (item: string) => number,
): readonly PlanRow[] =>
  items.map((item) => {
    const agreed = mayAgree(item);
    return {
      item,
      href: hrefOf(item.id),
      blocked: agreed.ok ? null : agreed.refusal,
      isAgreedOpen: !agreed.ok && saysAgreed(item.status),
      mayDuplicate: duplications.some(({ items: pair }) => pair.some(({ id }) => id === item.id)),
      conflicts: conflictsOf(item.id),
    };
  });
