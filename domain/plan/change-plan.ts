import type { Recommendation } from '../assessment/finding.ts';
import { lastDayOfQuarter } from '../assessment/recommendation-parts.ts';
import { ok, refuse, type Result } from '#base/result.ts';
import { appendToList } from '../document/list-order.ts';
import { type Path, pathOf, type PathValue } from '../document/op.ts';
import type { DocumentId } from '../ids.ts';
import { type AgreementRefusal, checkAgreement, type PlanItem, type PlanItemStatus } from './action-plan.ts';

const maximumItemTitleLength = 400;

/** Origin of a plan item: a recommendation. */
export interface PlanItemOrigin {
  readonly assessment: DocumentId;
  readonly recommendation: Recommendation;
  /** Code of its dimension; null where it has none or several. */
  readonly dimension: string | null;
}

/**
 * Create an item at the end of the plan: with a title, or from an accepted recommendation. The recommendation gives its
 * words, its last day and, as a proposal, the national counterpart. People set lead and funding
 * (docs/requirements.md A5).
 * @param id made by the caller
 */
export function createPlanItem(
  items: readonly PlanItem[],
  id: string,
  origin: PlanItemOrigin | null,
  title = '',
): readonly PathValue[] {
  const at = (part: string): Path => pathOf('items', id, part);
  const first: readonly PathValue[] =
    origin === null
      ? [{ path: at('title'), value: singleLineOf(title) }]
      : [
          { path: at('title'), value: planTitleOf(origin.recommendation) },
          { path: at('assessment'), value: origin.assessment },
          { path: at('recommendation'), value: origin.recommendation.id },
          { path: at('dimension'), value: origin.dimension },
          { path: at('counterpart'), value: origin.recommendation.addressee || null },
          ...(origin.recommendation.quarter === null
            ? []
            : [{ path: at('to'), value: lastDayOfQuarter(origin.recommendation.quarter) }]),
        ];
  return [
    ...first,
    { path: at('status'), value: 'proposed' satisfies PlanItemStatus },
    ...appendToList('items', items, id),
  ];
}

/** The action of a recommendation as a title; a free text as it is. */
const planTitleOf = ({ text, support }: Recommendation): string => {
  const line = singleLineOf(text);
  return support === null ? line : `${line.charAt(0).toLocaleUpperCase('en')}${line.slice(1)}`;
};

/** Action that a workshop agreed on: its words, the institution that owns it, and its day. */
export interface AgreedAction {
  readonly text: string;
  readonly owner: string;
  readonly due: string | null;
}

/**
 * Create an item at the end of the plan from an agreed action. Its owner is proposed as the national counterpart.
 * @param id made by the caller
 */
export const createPlanItemFromAction = (
  items: readonly PlanItem[],
  id: string,
  { text, owner, due }: AgreedAction,
): readonly PathValue[] => [
  { path: pathOf('items', id, 'title'), value: singleLineOf(text) },
  { path: pathOf('items', id, 'counterpart'), value: owner.trim() || null },
  { path: pathOf('items', id, 'to'), value: due },
  { path: pathOf('items', id, 'status'), value: 'proposed' satisfies PlanItemStatus },
  ...appendToList('items', items, id),
];

export type PlanStatusRefusal = AgreementRefusal | { readonly kind: 'reasonMissing' };

/** Statuses that an item gets only through agreement. */
const agreedStatuses: ReadonlySet<PlanItemStatus> = new Set([
  'agreed',
  'scheduled',
  'in-progress',
  'done',
  'verified',
]);

/** Return whether this status means that lead, counterpart and funding are agreed. */
export const impliesAgreement = (status: PlanItemStatus): boolean => agreedStatuses.has(status);

/**
 * Decide a change of an item's status (docs/requirements.md A2). Agreement and all later statuses are refused while
 * the division of labour is open (A5). Dropping needs a reason.
 */
export function decidePlanStatus(
  item: PlanItem,
  to: PlanItemStatus,
  reason: string,
): Result<readonly PathValue[], PlanStatusRefusal> {
  if (agreedStatuses.has(to)) {
    const agreed = checkAgreement(item);
    if (!agreed.ok) return agreed;
  }
  if (to === 'dropped' && reason.trim() === '') return refuse({ kind: 'reasonMissing' });
  const why = reason.trim() || null;
  return ok([
    { path: pathOf('items', item.id, 'status'), value: to },
    ...(why === (item.statusReason || null)
      ? []
      : [{ path: pathOf('items', item.id, 'status-reason'), value: why }]),
  ]);
}

const singleLineOf = (text: string): string =>
  text.trim().replaceAll(/\s+/g, ' ').slice(0, maximumItemTitleLength);
