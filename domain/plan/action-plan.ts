import * as z from 'zod';
import { ok, type Result, refuse } from '#base/result.ts';
import { RowOrder } from '../assessment/schema/stored-answer.ts';
import { authorshipAt, type Document, hasConflict, itemIdsBelow, readValueAt } from '../document/document.ts';
import { DocumentKind, type Path } from '../document/op.ts';
import { orderedItemIds } from '../document/written-order.ts';
import { type DeviceId, DocumentId } from '../ids.ts';
import { causalContextRule } from '../path-rules/causal-context-rule.ts';
import type { KindSchema } from '../path-rules/kind-schema.ts';
import { allAudiences, donorAndPartner, noAudience, stateAndPartner } from '../path-rules/path-audience.ts';
import { type Milestone, milestonePathRules, readMilestones } from './milestones.ts';

/**
 * An accepted recommendation as work to be done (docs/requirements.md A1, A5). Texts are empty where nothing was
 * written.
 */
export interface PlanItem {
  readonly id: string;
  readonly title: string;
  /** The assessment that it comes from, and the recommendation there; null for one made by hand. */
  readonly assessment: DocumentId | null;
  readonly recommendation: string | null;
  /** Code of the dimension. */
  readonly dimension: string | null;
  readonly lead: string;
  readonly supporting: readonly string[];
  readonly counterpart: string;
  readonly fundingLine: string;
  /** Days, `2027-01-31`. */
  readonly from: string | null;
  readonly to: string | null;
  readonly milestones: readonly Milestone[];
  readonly logframe: string;
  readonly status: PlanItemStatus;
  readonly statusReason: string;
  /** Last progress that an entity reported. */
  readonly progress: string;
  /** End at the agreement, once the present end is another: lateness counts from it. */
  readonly agreedTo: string | null;
  /** Reason for the present end of a late item. */
  readonly dateReason: string;
  readonly order: string;
  /** Judgements of people that this item and another one are no overlap. */
  readonly apart: readonly OverlapDismissal[];
  /** Fields in conflict: two people wrote different values, so there are then two leads, not one. */
  readonly disputed: readonly LabourField[];
}

/** An item before its first word. */
export const blankPlanItem = (id: string): PlanItem => ({
  id,
  title: '',
  assessment: null,
  recommendation: null,
  dimension: null,
  lead: '',
  supporting: [],
  counterpart: '',
  fundingLine: '',
  from: null,
  to: null,
  milestones: [],
  logframe: '',
  status: 'proposed',
  statusReason: '',
  progress: '',
  agreedTo: null,
  dateReason: '',
  order: '',
  apart: [],
  disputed: [],
});

/** Judgement of a person that an item and another one are no overlap, with the reason and its author. */
export interface OverlapDismissal {
  /** Id of the other item. */
  readonly item: string;
  readonly reason: string;
  readonly device: DeviceId;
  readonly atMs: number;
}

function readDismissals(plan: Document | undefined, id: string): readonly OverlapDismissal[] {
  return itemIdsBelow(plan, `items/${id}/apart`).flatMap((item) => {
    const at = `items/${id}/apart/${item}`;
    const reason = readValueAt(plan, at, PlanText, '');
    const author = authorshipAt(plan, at);
    return reason === '' || author === null ? [] : [{ item, reason, ...author }];
  });
}

/**
 * Fields of which an item needs exactly one value (docs/requirements.md A5); the names are those of the registers.
 */
const labourFields = ['lead', 'counterpart', 'funding-line'] as const;
export type LabourField = (typeof labourFields)[number];

/**
 * Items of a mission's action plan that are not removed, in their order. A part that does not parse has its default.
 */
export const readPlanItems = (plan: Document | undefined): readonly PlanItem[] =>
  orderedItemIds(plan, 'items').map((id) => {
    const at = `items/${id}`;
    const text = (part: string): string => readValueAt(plan, `${at}/${part}`, PlanText, '');
    const code = (part: string): string | null => readValueAt(plan, `${at}/${part}`, PlanText, '') || null;
    return {
      id,
      title: text('title'),
      assessment: readValueAt(plan, `${at}/assessment`, DocumentId.nullable(), null),
      recommendation: code('recommendation'),
      dimension: code('dimension'),
      lead: text('lead'),
      supporting: readValueAt(plan, `${at}/supporting`, PlanTexts, []),
      counterpart: text('counterpart'),
      fundingLine: text('funding-line'),
      from: readValueAt(plan, `${at}/from`, z.iso.date().nullable(), null),
      to: readValueAt(plan, `${at}/to`, z.iso.date().nullable(), null),
      milestones: readMilestones(plan, id),
      logframe: text('logframe'),
      status: readValueAt(plan, `${at}/status`, PlanItemStatus, 'proposed'),
      statusReason: text('status-reason'),
      progress: text('progress'),
      agreedTo: readValueAt(plan, `${at}/agreed-to`, z.iso.date().nullable(), null),
      dateReason: text('date-reason'),
      order: text('order'),
      apart: readDismissals(plan, id),
      disputed: labourFields.filter((field) => hasConflict(plan?.registers[`${at}/${field}` as Path])), // a read takes any text
    };
  });

/** Letter case and spaces do not distinguish entities. Empty for no name. */
export const entityKeyOf = (name: string): string =>
  name.trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('en');

/** Return whether an entity leads or supports an item. Nobody takes part under an empty name. */
export const takesPartIn = (
  { lead, supporting }: Pick<PlanItem, 'lead' | 'supporting'>,
  entity: string,
): boolean => {
  const key = entityKeyOf(entity);
  return key !== '' && [lead, ...supporting].some((name) => entityKeyOf(name) === key);
};

/** Reason why an item cannot be agreed: a part of the division of labour is empty or in conflict. */
export interface AgreementRefusal {
  readonly kind: 'labourUndivided';
  readonly missing: readonly LabourField[];
  readonly disputed: readonly LabourField[];
}

/** A5: check whether this item may be agreed: exactly one lead, one national counterpart and one funding line. */
export function checkAgreement(planItem: PlanItem): Result<PlanItem, AgreementRefusal> {
  const said: { readonly [F in LabourField]: string } = {
    lead: planItem.lead,
    counterpart: planItem.counterpart,
    'funding-line': planItem.fundingLine,
  };
  const missing = labourFields.filter((field) => said[field].trim() === '');
  return missing.length === 0 && planItem.disputed.length === 0
    ? ok(planItem)
    : refuse({ kind: 'labourUndivided', missing, disputed: planItem.disputed });
}

const PlanText = z.string();
const PlanTexts = z.readonly(z.array(PlanText));

/** Entities that lead or support items of these plans, each once, by name. */
export const entitiesOfPlans = (plans: readonly Document[]): readonly string[] => {
  const named = plans.flatMap((plan) =>
    readPlanItems(plan).flatMap(({ lead, supporting }) => [lead, ...supporting]),
  );
  return [...new Set(named.map((name) => name.trim()))].filter((name) => name !== '').toSorted();
};

/** Funding lines of items of these plans, each once, by name. */
export const fundingLinesOfPlans = (plans: readonly Document[]): readonly string[] => {
  const named = plans.flatMap((plan) => readPlanItems(plan).map(({ fundingLine }) => fundingLine.trim()));
  return [...new Set(named)].filter((name) => name !== '').toSorted();
};

/** Partners to choose from before a plan names any (docs/requirements.md A5). */
export const defaultPartners: readonly string[] = ['UNOCT', 'INTERPOL', 'UNODC', 'UNICRI', 'CTED'];

/** Plan for the accepted recommendations of one State: one per mission's log. */
export const actionPlanKind = DocumentKind.parse('action-plan');

/** Status of a plan item (docs/requirements.md A2). */
export const PlanItemStatus = z.enum([
  'proposed',
  'agreed',
  'scheduled',
  'in-progress',
  'done',
  'verified',
  'on-hold',
  'dropped',
]);
export type PlanItemStatus = z.infer<typeof PlanItemStatus>;

const longPlanText = z.string().max(20_000);
const shortPlanText = z.string().max(400);
const PlanDay = z.iso.date();

// Items are accepted recommendations: a plan is handled as findings are.
const aboutPlan = { rights: 'about', group: 'findings', erasable: 'never' } as const;
const itemPart = { ...aboutPlan, rights: 'items' } as const;
const itemText = { ...itemPart, erasable: 'all' } as const;
// An entity reports these of its own items.
const progressPart = { ...aboutPlan, rights: 'progress' } as const;
const progressText = { ...progressPart, erasable: 'all' } as const;

/**
 * Division of labour (docs/requirements.md A5): one lead, any supporters, one national counterpart, one funding line.
 */
export const actionPlanSchema: KindSchema<'action-plan'> = [
  {
    pattern: 'title',
    field: ['line', 'path.title'],
    holds: shortPlanText,
    ...aboutPlan,
    sharedWith: allAudiences,
    erasable: 'all',
    personalDataCheck: 'never',
  },
  {
    pattern: 'mission',
    field: ['other', 'path.mission'],
    holds: z.guid().nullable(),
    ...aboutPlan,
    sharedWith: allAudiences,
    undo: 'never',
  },
  {
    pattern: 'items/*/title',
    field: ['line', 'path.title'],
    holds: shortPlanText,
    ...itemText,
    sharedWith: allAudiences,
  },
  // Source of the item: it would show a donor the institution with a low rating.
  {
    pattern: 'items/*/assessment',
    field: ['other', 'path.item.assessment'],
    holds: z.guid().nullable(),
    ...itemPart,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'items/*/recommendation',
    field: ['other', 'path.item.recommendation'],
    holds: shortPlanText.nullable(),
    ...itemPart,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'items/*/dimension',
    field: ['line', 'path.dimension'],
    holds: shortPlanText.nullable(),
    ...itemPart,
    sharedWith: allAudiences,
  },
  {
    pattern: 'items/*/lead',
    field: ['line', 'path.item.lead'],
    holds: shortPlanText.nullable(),
    ...itemText,
    sharedWith: allAudiences,
    personalDataCheck: 'never',
  },
  {
    pattern: 'items/*/supporting',
    field: ['names', 'path.item.supporting'],
    holds: z.readonly(z.array(shortPlanText).max(50)),
    ...itemText,
    sharedWith: allAudiences,
    personalDataCheck: 'never',
  },
  {
    pattern: 'items/*/counterpart',
    field: ['line', 'path.item.counterpart'],
    holds: shortPlanText.nullable(),
    ...itemText,
    sharedWith: stateAndPartner,
    personalDataCheck: 'never',
  },
  {
    pattern: 'items/*/funding-line',
    field: ['line', 'path.item.fundingLine'],
    holds: shortPlanText.nullable(),
    ...itemText,
    sharedWith: donorAndPartner,
    personalDataCheck: 'never',
  },
  {
    pattern: 'items/*/from',
    field: ['day', 'path.item.from'],
    holds: PlanDay.nullable(),
    ...progressPart,
    sharedWith: allAudiences,
  },
  {
    pattern: 'items/*/to',
    field: ['day', 'path.item.to'],
    holds: PlanDay.nullable(),
    ...progressPart,
    sharedWith: allAudiences,
  },
  {
    pattern: 'items/*/agreed-to',
    field: ['day', 'path.item.agreedTo'],
    holds: PlanDay.nullable(),
    ...progressPart,
    sharedWith: allAudiences,
  },
  {
    pattern: 'items/*/date-reason',
    field: ['lines', 'path.item.dateReason'],
    holds: longPlanText.nullable(),
    ...progressText,
    sharedWith: stateAndPartner,
  },
  ...milestonePathRules,
  {
    pattern: 'items/*/logframe',
    field: ['line', 'path.item.logframe'],
    holds: shortPlanText.nullable(),
    ...itemText,
    sharedWith: donorAndPartner,
    personalDataCheck: 'never',
  },
  {
    pattern: 'items/*/status',
    field: ['planStatus', 'path.status'],
    holds: PlanItemStatus,
    ...progressPart,
    sharedWith: allAudiences,
  },
  {
    pattern: 'items/*/status-reason',
    field: ['lines', 'path.item.statusReason'],
    holds: longPlanText.nullable(),
    ...progressText,
    sharedWith: stateAndPartner,
  },
  {
    pattern: 'items/*/progress',
    field: ['lines', 'path.item.progress', 'path.item.progress.help'],
    holds: longPlanText.nullable(),
    ...progressText,
    sharedWith: stateAndPartner,
  },
  // The other item, by its id: a judgement of headquarters on both.
  {
    pattern: 'items/*/apart/*',
    field: ['lines', 'path.item.apart'],
    holds: shortPlanText.nullable(),
    ...itemText,
    sharedWith: noAudience,
  },
  {
    pattern: 'items/*/order',
    field: ['other', 'path.order'],
    holds: RowOrder,
    ...itemPart,
    sharedWith: allAudiences,
  },
  {
    pattern: 'items/*/removed',
    field: ['removed', 'path.removed'],
    holds: z.boolean(),
    ...itemPart,
    sharedWith: allAudiences,
  },
  // Hits of `findPersonalData` that a person has confirmed, by `personalDataHitKey`.
  {
    pattern: 'text-checks/*',
    field: ['flag', 'path.textCheck'],
    holds: z.boolean(),
    ...aboutPlan,
    sharedWith: noAudience,
    undo: 'never',
  },
  {
    pattern: 'removed',
    field: ['removed', 'path.removed'],
    holds: z.boolean(),
    ...aboutPlan,
    sharedWith: allAudiences,
  },
  causalContextRule({ rights: 'about', group: 'findings' }),
];
