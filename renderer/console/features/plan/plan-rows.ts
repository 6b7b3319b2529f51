import { type SortValue, sortRows } from '#base/list-rows.ts';
import { PlanItemStatus } from '#domain/plan/action-plan.ts';
import { agreedEndOf } from '#domain/plan/plan-figures.ts';
import type { ListedPlanItem } from '#domain/plan/plan-table.ts';
import { type PlanList } from '#renderer/console/parts/list-query.ts';
import type { LanguageFormat, Translate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';

/** An item with the names that tables show beside it. */
export interface PlanRow {
  readonly item: ListedPlanItem;
  /** Code of the State; null for a mission without one. */
  readonly country: string | null;
  readonly state: string;
  readonly mission: string;
  readonly lateDays: number;
}

// Statuses are far apart, so that lateness orders the items of one status.
const statusDistance = 100_000;

/** Values by which the columns of the table sort. */
export const planSortValues = {
  item: ({ item }) => item.title,
  state: ({ state }) => state,
  lead: ({ item }) => item.lead,
  funding: ({ item }) => item.fundingLine,
  days: ({ item }) => item.to ?? item.from,
  status: ({ item, lateDays }) => PlanItemStatus.options.indexOf(item.status) * statusDistance + lateDays,
} as const satisfies Readonly<Record<string, (planRow: PlanRow) => SortValue>>;

/** Rows in the order of the table's headings. */
export function sortPlanRows(
  planRows: readonly PlanRow[],
  { sort, order }: PlanList,
  language: string,
): readonly PlanRow[] {
  const valueOf = Object.entries(planSortValues).find(([column]) => column === sort)?.[1];
  return valueOf === undefined || order === '' ? planRows : sortRows(planRows, valueOf, order, language);
}

/** Rows as a sheet: a column for each part, days as `2026-11-24`. Only a row's own parts are in it. */
export function planSheetOf(
  planRows: readonly PlanRow[],
  translate: Translate,
  { list: join }: Pick<LanguageFormat, 'list'>,
): readonly (readonly (string | number)[])[] {
  const head = [
    translate('path.country'),
    translate('labour.sheet.code'),
    translate('path.mission'),
    translate('path.title'),
    translate('path.dimension'),
    translate('path.item.lead'),
    translate('path.item.supporting'),
    translate('path.item.counterpart'),
    translate('path.item.fundingLine'),
    translate('path.item.from'),
    translate('path.item.to'),
    translate('path.item.agreedTo'),
    translate('path.status'),
    translate('report.column.slippage'),
    translate('labour.sheet.reached'),
    translate('path.item.milestones'),
  ];
  return [
    head,
    ...planRows.map(({ item, country, state, mission, lateDays }) => [
      state,
      country ?? '',
      mission,
      item.title || translate('plan.untitled'),
      item.dimension ?? '',
      item.lead,
      join(item.supporting),
      item.counterpart,
      item.fundingLine,
      item.from ?? '',
      item.to ?? '',
      item.agreedTo ?? '',
      translate(valueLabels.planStatus[item.status]),
      agreedEndOf(item) === null || item.status === 'proposed' ? '' : lateDays,
      item.milestones.done,
      item.milestones.of,
    ]),
  ];
}
