import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod';
import { ok, type Result, refuse } from '#base/result.ts';
import type { Recommendation } from '../assessment/finding.ts';
import { lastDayOfQuarter } from '../assessment/recommendation-parts.ts';
import { appendToList } from '../document/list-order.ts';
import { type Path, type PathValue, pathOf } from '../document/op.ts';
import { DocumentId, type LogId } from '../ids.ts';
import {
  type AgreementRefusal,
  actionPlanKind,
  checkAgreement,
  type PlanItem,
  PlanItemStatus,
} from './action-plan.ts';
import {
  type Milestone,
  milestonePath,
  newMilestone,
  removeMilestone,
  storeMilestone,
} from './milestones.ts';
import { isLateItem } from './plan-figures.ts';

const maximumItemTitleLength = 400;

/**
 * Id of a mission's plan: a UUID of version 5 by its log. Laptops and headquarters that begin it apart from each other
 * begin the same document.
 */
export function actionPlanIdOf(logId: LogId): DocumentId {
  const hash = sha1(concatBytes(hexToBytes(logId.replaceAll('-', '')), utf8ToBytes(actionPlanKind)));
  const [version = 0, variant = 0] = [hash[6], hash[8]];
  hash[6] = (version & 0x0f) | 0x50;
  hash[8] = (variant & 0x3f) | 0x80;
  const hex = bytesToHex(hash);
  const parts = [0, 8, 12, 16, 20, 32].map((end, at, all) => hex.slice(all[at - 1] ?? 0, end)).slice(1);
  return DocumentId.parse(parts.join('-'));
}

/** Origin of a plan item: a recommendation. */
interface PlanItemOrigin {
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
  planItems: readonly PlanItem[],
  id: string,
  planItemOrigin: PlanItemOrigin | null,
  title = '',
): readonly PathValue[] {
  const at = (part: string): Path => pathOf('items', id, part);
  const firstPathValues: readonly PathValue[] =
    planItemOrigin === null
      ? [{ path: at('title'), value: singleLineOf(title) }]
      : [
          { path: at('title'), value: planTitleOf(planItemOrigin.recommendation) },
          { path: at('assessment'), value: planItemOrigin.assessment },
          { path: at('recommendation'), value: planItemOrigin.recommendation.id },
          { path: at('dimension'), value: planItemOrigin.dimension },
          { path: at('counterpart'), value: planItemOrigin.recommendation.addressee || null },
          ...(planItemOrigin.recommendation.quarter === null
            ? []
            : [{ path: at('to'), value: lastDayOfQuarter(planItemOrigin.recommendation.quarter) }]),
        ];
  return [
    ...firstPathValues,
    { path: at('status'), value: 'proposed' satisfies PlanItemStatus },
    ...appendToList('items', planItems, id),
  ];
}

/** The action of a recommendation as a title; a free text as it is. */
const planTitleOf = ({ text, support }: Recommendation): string => {
  const line = singleLineOf(text);
  return support === null ? line : `${line.charAt(0).toLocaleUpperCase('en')}${line.slice(1)}`;
};

/** Action that a workshop agreed on: its words, the institution that owns it, and its day. */
interface AgreedAction {
  readonly text: string;
  readonly owner: string;
  readonly due: string | null;
}

/**
 * Create an item at the end of the plan from an agreed action. Its owner is proposed as the national counterpart.
 * @param id made by the caller
 */
export const createPlanItemFromAction = (
  planItems: readonly PlanItem[],
  id: string,
  { text, owner, due }: AgreedAction,
): readonly PathValue[] => [
  { path: pathOf('items', id, 'title'), value: singleLineOf(text) },
  { path: pathOf('items', id, 'counterpart'), value: owner.trim() || null },
  { path: pathOf('items', id, 'to'), value: due },
  { path: pathOf('items', id, 'status'), value: 'proposed' satisfies PlanItemStatus },
  ...appendToList('items', planItems, id),
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
export const impliesAgreement = (itemStatus: PlanItemStatus): boolean => agreedStatuses.has(itemStatus);

/**
 * Decide a change of an item's status (docs/requirements.md A2). Agreement and all later statuses are refused while
 * the division of labour is open (A5). Dropping needs a reason.
 */
export function decidePlanStatus(
  planItem: PlanItem,
  newStatus: PlanItemStatus,
  reason: string,
): Result<readonly PathValue[], PlanStatusRefusal> {
  if (agreedStatuses.has(newStatus)) {
    const agreed = checkAgreement(planItem);
    if (!agreed.ok) return agreed;
  }
  if (newStatus === 'dropped' && reason.trim() === '') return refuse({ kind: 'reasonMissing' });
  const why = reason.trim() || null;
  return ok([
    { path: pathOf('items', planItem.id, 'status'), value: newStatus },
    ...(why === (planItem.statusReason || null)
      ? []
      : [{ path: pathOf('items', planItem.id, 'status-reason'), value: why }]),
  ]);
}

/** Days of an item that a person moves, with the reason for another end. */
interface PlanDaysChange {
  readonly from: string | null;
  readonly to: string | null;
  /** Null keeps the present one. */
  readonly reason: string | null;
}

type PlanDaysRefusal = { readonly kind: 'endsBeforeItStarts' } | { readonly kind: 'reasonMissing' };

/**
 * Decide other days of an item. The end of an agreed item remains as its agreed end, so that lateness goes on counting
 * from it. The end of a late item moves with a reason only.
 * @param today `2026-11-24`
 */
function decidePlanDays(
  planItem: PlanItem,
  { from, to, reason }: PlanDaysChange,
  today: string,
): Result<readonly PathValue[], PlanDaysRefusal> {
  if (from !== null && to !== null && to < from) return refuse({ kind: 'endsBeforeItStarts' });
  const at = (part: string): Path => pathOf('items', planItem.id, part);
  const isMoved = to !== planItem.to;
  const why = reason?.trim();
  if (isMoved && isLateItem(planItem, today) && !why) return refuse({ kind: 'reasonMissing' });
  const hasAgreedEnd =
    isMoved && planItem.agreedTo === null && planItem.to !== null && impliesAgreement(planItem.status);
  return ok([
    ...(from === planItem.from ? [] : [{ path: at('from'), value: from }]),
    ...(isMoved ? [{ path: at('to'), value: to }] : []),
    ...(hasAgreedEnd ? [{ path: at('agreed-to'), value: planItem.to }] : []),
    ...(why === undefined || why === planItem.dateReason
      ? []
      : [{ path: at('date-reason'), value: why || null }]),
  ]);
}

const changedText = z.string().trim().max(20_000);
const changedLine = z.string().trim().max(maximumItemTitleLength);
const changedDay = z.iso.date().nullable();

/** Change of one milestone: the parts that a person set. */
const MilestoneChange = z.readonly(
  z.object({
    id: z.string().regex(/^[a-z0-9-]{1,60}$/),
    text: changedText.optional(),
    day: changedDay.optional(),
    isDone: z.boolean().optional(),
    removed: z.literal(true).optional(),
  }),
);
type MilestoneChange = z.infer<typeof MilestoneChange>;

/** Judgement that an item and another one are no overlap. Null takes it back. */
const DismissalChange = z.readonly(
  z.object({ item: z.string().regex(/^[a-z0-9-]{1,60}$/), reason: changedLine.min(1).nullable() }),
);

/** Changed parts of an item, named as its registers are. An empty text clears a part. */
export const PlanItemChange = z.readonly(
  z
    .object({
      title: changedLine.min(1),
      dimension: changedLine,
      lead: changedLine,
      supporting: z.readonly(z.array(changedLine.min(1)).max(50)),
      counterpart: changedLine,
      'funding-line': changedLine,
      logframe: changedLine,
      from: changedDay,
      to: changedDay,
      'date-reason': changedText,
      status: PlanItemStatus,
      'status-reason': changedText,
      progress: changedText,
      milestones: z.readonly(z.array(MilestoneChange).max(100)),
      apart: DismissalChange,
    })
    .partial(),
);
export type PlanItemChange = z.infer<typeof PlanItemChange>;

const plainParts = [
  'title',
  'dimension',
  'lead',
  'supporting',
  'counterpart',
  'funding-line',
  'logframe',
  'progress',
] as const;

export type PlanChangeRefusal = PlanStatusRefusal | PlanDaysRefusal;

/** Decide a change of several parts of an item, all or none. An agreed item keeps its division of labour. */
export function decidePlanChange(
  planItem: PlanItem,
  itemChange: PlanItemChange,
  today: string,
): Result<readonly PathValue[], PlanChangeRefusal> {
  const writes: PathValue[] = [];
  for (const part of plainParts) {
    const value = itemChange[part];
    if (value !== undefined)
      writes.push({ path: pathOf('items', planItem.id, part), value: value === '' ? null : value });
  }
  if (itemChange.apart !== undefined)
    writes.push({
      path: pathOf('items', planItem.id, 'apart', itemChange.apart.item),
      value: itemChange.apart.reason,
    });
  const { from = planItem.from, to = planItem.to, 'date-reason': reason = null } = itemChange;
  const days = decidePlanDays(planItem, { from, to, reason }, today);
  if (!days.ok) return days;
  const nextPlanItem: PlanItem = {
    ...planItem,
    lead: itemChange.lead ?? planItem.lead,
    counterpart: itemChange.counterpart ?? planItem.counterpart,
    fundingLine: itemChange['funding-line'] ?? planItem.fundingLine,
    disputed: planItem.disputed.filter((field) => itemChange[field] === undefined),
  };
  const { status = planItem.status } = itemChange;
  const why = itemChange['status-reason'] ?? (status === planItem.status ? planItem.statusReason : '');
  const moved = decidePlanStatus(nextPlanItem, status, why);
  // An item that was agreed with open work stays as it is until somebody sets its status or its parts.
  const isAsked = itemChange.status !== undefined || itemChange['status-reason'] !== undefined;
  const isDivided = itemChange.lead ?? itemChange.counterpart ?? itemChange['funding-line'];
  if (!moved.ok && (isAsked || isDivided !== undefined)) return moved;
  const steps = (itemChange.milestones ?? []).reduce<MilestoneWrites>(
    (done, milestoneChange) => writesOfMilestone(planItem.id, done, milestoneChange),
    { listed: planItem.milestones, writes: [] },
  );
  return ok([...writes, ...days.value, ...(moved.ok && isAsked ? moved.value : []), ...steps.writes]);
}

interface MilestoneWrites {
  readonly listed: readonly Milestone[];
  readonly writes: readonly PathValue[];
}

/** Change of one milestone. A first change stores all of its parts (`readMilestones`). */
function writesOfMilestone(
  item: string,
  { listed, writes }: MilestoneWrites,
  { id, removed, ...parts }: MilestoneChange,
): MilestoneWrites {
  const knownMilestone = listed.find((milestone) => milestone.id === id);
  if (removed === true)
    return {
      listed: listed.filter((milestone) => milestone.id !== id),
      writes: knownMilestone === undefined ? writes : [...writes, ...removeMilestone(item, knownMilestone)],
    };
  const said = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
  const nextMilestone: Milestone = { ...(knownMilestone ?? newMilestone(listed, id)), ...said };
  const stored = { ...nextMilestone, isStored: true };
  return {
    listed:
      knownMilestone === undefined
        ? [...listed, stored]
        : listed.map((milestone) => (milestone.id === id ? stored : milestone)),
    writes: [
      ...writes,
      ...(knownMilestone?.isStored === true
        ? [
            ...(parts.text === undefined
              ? []
              : [{ path: milestonePath(item, id, 'text'), value: parts.text }]),
            ...(parts.day === undefined ? [] : [{ path: milestonePath(item, id, 'day'), value: parts.day }]),
            ...(parts.isDone === undefined
              ? []
              : [{ path: milestonePath(item, id, 'done'), value: parts.isDone }]),
          ]
        : storeMilestone(item, nextMilestone)),
    ],
  };
}

/** Parts that a change names, as the registers below an item: people who saw other values of them are asked again. */
export const partsOfChange = ({ milestones = [], apart, ...plain }: PlanItemChange): readonly string[] => [
  ...Object.keys(plain),
  ...(apart === undefined ? [] : [`apart/${apart.item}`]),
  ...milestones.flatMap(({ id, removed, ...parts }) =>
    removed === true
      ? [`milestones/${id}/removed`]
      : Object.keys(parts).map((part) => `milestones/${id}/${part === 'isDone' ? 'done' : part}`),
  ),
];

/** Statuses that a partner reports of its own items. The programme proposes, agrees, verifies and drops. */
const partnerStatuses: readonly PlanItemStatus[] = ['scheduled', 'in-progress', 'done', 'on-hold'];

/** Parts of an item that a partner changes; of its milestones, whether they are reached. */
const partnerParts: ReadonlySet<string> = new Set([
  'status',
  'status-reason',
  'progress',
  'from',
  'to',
  'agreed-to',
  'date-reason',
]);

/** Return whether a partner may change this part of an own item, such as `status` or `milestones/<id>/done`. */
export const partnerMayChange = (part: string): boolean =>
  partnerParts.has(part) || /^milestones\/[^/]+\/done$/.test(part);

/** Return whether a partner may set this status: one that it reports, on an item that was agreed. */
export const partnerMayMove = ({ status }: Pick<PlanItem, 'status'>, newStatus: PlanItemStatus): boolean =>
  newStatus === status ||
  (partnerStatuses.includes(newStatus) &&
    (status === 'on-hold' || (impliesAgreement(status) && status !== 'verified')));

const singleLineOf = (text: string): string =>
  text.trim().replaceAll(/\s+/g, ' ').slice(0, maximumItemTitleLength);
