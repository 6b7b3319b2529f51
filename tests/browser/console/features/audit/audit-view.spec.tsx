import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { AuditRow } from '#api/admin-api.ts';
import {
  type AuditFilter,
  AuditView,
  collapseReadings,
  emptyAuditFilter,
} from '#renderer/console/features/audit/audit-view.tsx';
import {
  minutesAgo,
  sampleDocumentId,
  sampleLog,
  sampleReviewer,
} from '#renderer/console/stories/sample-people.ts';
import { mount } from '#tests/support/screen/mount.tsx';

const doc = sampleDocumentId(1);
const line = (seq: number, act: string, more: Partial<AuditRow> = {}): AuditRow => ({
  seq,
  atMs: minutesAgo(10 - seq),
  actor: sampleReviewer,
  actorText: sampleReviewer.person,
  act,
  subject: { log: sampleLog, doc },
  ...more,
});

async function show(lines: readonly AuditRow[]) {
  const onFilter = vi.fn<(auditFilter: AuditFilter) => void>();
  await mount(
    <AuditView
      response={{
        lines,
        records: { [doc]: { log: sampleLog, kind: 'assessment', number: 2 } },
        next: null,
        acts: [],
      }}
      chain={null}
      filter={emptyAuditFilter}
      people={[]}
      names={new Map([[sampleLog, 'Arlandia baseline']])}
      onFilter={onFilter}
      onNextPage={() => undefined}
      onFirstPage={null}
      onExport={() => undefined}
    />,
  );
  return onFilter;
}

test('a record is named, and its name leads to all lines about it', async () => {
  const onFilter = await show([line(1, 'review-point')]);
  await page.getByRole('link', { name: 'Assessment 2' }).click();
  expect(onFilter).toHaveBeenCalledWith({ ...emptyAuditFilter, about: doc });
  await expect.element(page.getByRole('link', { name: 'Arlandia baseline' })).toBeVisible();
});

test('changed fields of a plan item and a mission have the labels of their forms', async () => {
  await show([
    line(1, 'change-plan', { subject: { path: ['lead', 'funding-line'] } }),
    line(2, 'change-mission', { subject: { path: ['purpose'] } }),
  ]);
  await expect.element(page.getByText('Lead and Funding line')).toBeVisible();
  await expect.element(page.getByText('Purpose')).toBeVisible();
});

test('readings of one record by one person are one line with their number', async () => {
  await show([
    line(4, 'read-history'),
    line(3, 'read-document'),
    line(2, 'read-document'),
    line(1, 'sign-in'),
  ]);
  await expect.element(page.getByText('Read a record (2 times)')).toBeVisible();
  expect(page.getByRole('row').elements().length).toBe(3);
});

test('readings of other records or people stay apart', () => {
  const otherAuditRow = line(2, 'read-document', { subject: { log: sampleLog, doc: sampleDocumentId(2) } });
  const shownAuditLines = collapseReadings([
    line(3, 'read-document'),
    otherAuditRow,
    line(1, 'read-document'),
  ]);
  expect(shownAuditLines.map(({ seq, times }) => [seq, times])).toEqual([
    [3, 1],
    [2, 1],
    [1, 1],
  ]);
});

test('a failed sign-in of nobody known is told in words', async () => {
  await show([line(1, 'failed-sign-in', { actor: null, actorText: 'unknown', subject: { by: 'code' } })]);
  const row = page.getByRole('row', { name: /Failed to sign in/u });
  await expect.element(row.getByText('Unknown person')).toBeVisible();
  await expect.element(row.getByText(/^With:/u)).toBeVisible();
});
