import type { PlanItemResponse } from '#api/plan-api.ts';
import { areJsonEqual } from '#base/json.ts';
import type { FormSubject } from '#domain/kinds/form-field.ts';
import type { PlanItemChange } from '#domain/plan/change-plan.ts';
import { isLateItem } from '#domain/plan/plan-figures.ts';
import type { FieldRow } from '#renderer/records/record-fields.tsx';

/** Registers of an item in its form. */
export const planItemSubject: FormSubject = { kind: 'action-plan', below: 'items/*' };

/** Parts of an item that have one field each, named as its registers are. */
export type PlanItemField = Exclude<keyof PlanItemChange, 'milestones' | 'apart'>;

type PlanItemFieldValues = {
  readonly [Name in PlanItemField]-?: Exclude<PlanItemChange[Name], undefined>;
};

/** Registers of milestones, such as `milestones/<id>/text`. */
type MilestoneValues = { readonly [name: `milestones/${string}`]: string | boolean | null | undefined };

/** Values of the form of an item: paths below the item. */
export type PlanItemFormValues = PlanItemFieldValues & MilestoneValues;

/** Rows of the fields of an item, which depend on its end and its status. */
export function planItemRowsOf(
  { item, texts }: PlanItemResponse,
  { to, status }: Pick<PlanItemFormValues, 'to' | 'status'>,
  today: string,
): readonly FieldRow<PlanItemField>[] {
  const hasDateReason = isLateMove(item, to, today) || texts.dateReason !== '';
  const hasStatusReason = status === 'dropped' || status === 'on-hold' || texts.statusReason !== '';
  return [
    'title',
    ['lead', 'supporting'],
    ['counterpart', 'funding-line'],
    ['dimension', 'logframe'],
    ['from', 'to'],
    ...(hasDateReason ? (['date-reason'] as const) : []),
    hasStatusReason ? ['status', 'status-reason'] : ['status'],
    'progress',
  ];
}

/** Return whether a late item gets another end, which needs a reason. */
export const isLateMove = (listedItem: PlanItemResponse['item'], to: string | null, today: string): boolean =>
  to !== listedItem.to && isLateItem(listedItem, today);

/** Values of an item, with its milestones, as headquarters gave them. */
export const planItemFormOf = (response: PlanItemResponse): PlanItemFormValues => ({
  ...fieldValuesOf(response),
  ...milestoneValuesOf(response),
});

const fieldValuesOf = ({ item, texts }: PlanItemResponse): PlanItemFieldValues => ({
  title: item.title,
  dimension: item.dimension ?? '',
  lead: item.lead,
  supporting: item.supporting,
  counterpart: item.counterpart,
  'funding-line': item.fundingLine,
  logframe: texts.logframe,
  from: item.from,
  to: item.to,
  'date-reason': texts.dateReason,
  status: item.status,
  'status-reason': texts.statusReason,
  progress: texts.progress,
});

const milestoneValuesOf = ({ milestones }: PlanItemResponse): MilestoneValues =>
  Object.fromEntries(
    milestones.flatMap(({ id, text, day, isDone }): readonly [string, string | boolean | null][] => [
      [`milestones/${id}/text`, text],
      [`milestones/${id}/day`, day],
      [`milestones/${id}/done`, isDone],
    ]),
  );

/** Values of the fields that nobody changed. Another end of a late item and another status begin without a reason. */
export function untouchedValuesOf(
  response: PlanItemResponse,
  { to = response.item.to, status = response.item.status }: Partial<PlanItemFormValues>,
  today: string,
): PlanItemFormValues {
  const stored = planItemFormOf(response);
  return {
    ...stored,
    'date-reason': isLateMove(response.item, to, today) ? '' : stored['date-reason'],
    'status-reason': status === stored.status ? stored['status-reason'] : '',
  };
}

/** Parts of an item that the values change: a colleague's change of another part merges. */
export function planItemChangeOf(
  response: PlanItemResponse,
  values: PlanItemFormValues,
  today: string,
): PlanItemChange {
  const untouched = untouchedValuesOf(response, values, today);
  const milestones = milestoneChangesOf(response, values);
  return {
    ...pickFields(response, values, (name) => !areJsonEqual(values[name], untouched[name])),
    ...(milestones.length > 0 && { milestones }),
  };
}

const pickFields = (
  response: PlanItemResponse,
  values: PlanItemFormValues,
  isPicked: (name: PlanItemField) => boolean,
): Partial<PlanItemFieldValues> => {
  const names = Object.keys(fieldValuesOf(response)) as PlanItemField[]; // all of the type, as it demands
  const picked = names.filter(isPicked).map((name) => [name, values[name]]);
  return Object.fromEntries(picked) as Partial<PlanItemFieldValues>; // each name has its own value
};

type MilestoneChange = NonNullable<PlanItemChange['milestones']>[number];

function milestoneChangesOf(
  { milestones }: PlanItemResponse,
  values: PlanItemFormValues,
): readonly MilestoneChange[] {
  return allMilestoneIdsOf(values).flatMap((id) => {
    const storedMilestone = milestones.find((milestone) => milestone.id === id);
    if (values[`milestones/${id}/removed`] === true)
      return storedMilestone === undefined ? [] : [{ id, removed: true as const }];
    const { text, day, isDone } = milestoneOf(values, id);
    const milestoneChange: MilestoneChange = {
      id,
      ...(text !== storedMilestone?.text && { text }),
      ...(day !== (storedMilestone?.day ?? null) && { day }),
      ...(isDone !== (storedMilestone?.isDone ?? false) && { isDone }),
    };
    return Object.keys(milestoneChange).length > 1 ? [milestoneChange] : [];
  });
}

function milestoneOf(values: PlanItemFormValues, id: string) {
  const text = values[`milestones/${id}/text`];
  const day = values[`milestones/${id}/day`];
  return {
    text: typeof text === 'string' ? text : '',
    day: typeof day === 'string' ? day : null,
    isDone: values[`milestones/${id}/done`] === true,
  };
}

/** Ids of the milestones in the form, in their order, without removed ones. */
export const milestoneIdsOf = (values: PlanItemFormValues): readonly string[] =>
  allMilestoneIdsOf(values).filter((id) => values[`milestones/${id}/removed`] !== true);

const allMilestoneIdsOf = (values: PlanItemFormValues): readonly string[] => [
  ...new Set(Object.keys(values).flatMap((name) => /^milestones\/([^/]+)\//.exec(name)?.[1] ?? [])),
];

/** Values that give up the changes of a part; a part is a field, or the milestones together. */
export function untouchedPartOf(
  response: PlanItemResponse,
  values: PlanItemFormValues,
  part: string,
): Partial<PlanItemFormValues> {
  if (part !== 'milestones') return pickFields(response, planItemFormOf(response), (name) => name === part);
  const isStored = (id: string): boolean => response.milestones.some((milestone) => milestone.id === id);
  return {
    ...milestoneValuesOf(response),
    ...Object.fromEntries(allMilestoneIdsOf(values).map((id) => [`milestones/${id}/removed`, !isStored(id)])),
  };
}
