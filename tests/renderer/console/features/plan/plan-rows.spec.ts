import { expect, test } from 'vitest';
import { LogId } from '#domain/ids.ts';
import type { PlanItem } from '#domain/plan/action-plan.ts';
import { blankPlanItem } from '#domain/plan/action-plan.ts';
import { listPlanItem } from '#domain/plan/plan-table.ts';
import { type PlanRow, planSheetOf, sortPlanRows } from '#renderer/console/features/plan/plan-rows.ts';
import { unfilteredPlan } from '#renderer/console/parts/list-query.ts';
import { createLanguageFormat, createMessageTranslator, createTranslate } from '#renderer/i18n';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';

const log = LogId.parse('00000000-0000-4000-8000-000000000001');
const rowOf = (title: string, part: Partial<PlanItem>, lateDays = 0): PlanRow => ({
  item: listPlanItem(log, aDoc(1), { ...blankPlanItem(title), title, ...part }),
  country: 'UY',
  state: 'Uruguay',
  mission: 'Baseline',
  lateDays,
});

test('the status column puts the longest late of one status together', () => {
  const planRows = [
    rowOf('a', { status: 'agreed' }, 3),
    rowOf('b', { status: 'proposed' }),
    rowOf('c', { status: 'agreed' }, 40),
  ];
  const titlesIn = (order: 'ascending' | 'descending') =>
    sortPlanRows(planRows, { ...unfilteredPlan, sort: 'status', order }, 'en').map(({ item }) => item.title);
  expect(titlesIn('descending')).toEqual(['c', 'a', 'b']);
  expect(titlesIn('ascending')).toEqual(['b', 'a', 'c']);
});

test('an unknown column in the address leaves the order of the list', () => {
  const planRows = [rowOf('b', {}), rowOf('a', {})];
  expect(sortPlanRows(planRows, { ...unfilteredPlan, sort: 'constructor', order: 'ascending' }, 'en')).toBe(
    planRows,
  );
});

test('the sheet has a row for each item, with days as they are stored', () => {
  const translate = createTranslate(createMessageTranslator(messageSetByLanguage.en), 'ltr');
  const work = { lead: 'UNODC', supporting: ['INTERPOL'], counterpart: 'Police', from: '2026-01-05' };
  const [head = [], agreed = [], proposed = []] = planSheetOf(
    [
      rowOf('Training', { ...work, status: 'agreed', to: '2026-11-10' }, 14),
      rowOf('Study', { status: 'proposed', to: '2026-11-10' }),
    ],
    translate,
    createLanguageFormat('en'),
  );
  const valueOf = (row: readonly (string | number)[], title: string) => row[head.indexOf(title)];
  expect(['Title', 'Lead', 'Supporting', 'End', 'Days late'].map((title) => valueOf(agreed, title))).toEqual([
    'Training',
    'UNODC',
    'INTERPOL',
    '2026-11-10',
    14,
  ]);
  expect(valueOf(proposed, 'Days late')).toBe('');
  expect(valueOf(proposed, 'State code')).toBe('UY');
});
