import { expect, test } from 'vitest';
import {
  groupQuarantine,
  quarantineExportText,
} from '#renderer/field/features/delivery-status/quarantine-rows.ts';
import { syncLogCsv } from '#renderer/field/features/delivery-status/sync-log-rows.ts';
import { createMessageTranslator, createTranslate } from '#renderer/i18n';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import type { SyncRun } from '#renderer/store/api/store-api.ts';

const say = createTranslate(createMessageTranslator(messageSetByLanguage.en), 'ltr');
const run: SyncRun = {
  startedAtMs: Date.UTC(2026, 10, 24, 9),
  endedAtMs: Date.UTC(2026, 10, 24, 9, 0, 4),
  outcome: 'done',
  code: null,
  roundTrips: 2,
  bytesUp: 3_120,
  bytesDown: 880,
  changesUp: 41,
  changesDown: 3,
};

test('the exported log has a line per sync, with outcome and failure code in words', () => {
  const text = syncLogCsv([{ ...run, outcome: 'refused', code: 'clock' }, run], say);
  expect(text.replace('\uFEFF', '').split('\r\n')).toEqual([
    'Started,Ended,Result,Code,Meaning,Requests,Bytes sent,Bytes received,Changes sent,Changes received',
    '2026-11-24T09:00:00.000Z,2026-11-24T09:00:04.000Z,Refused,clock,' +
      '"The clock of this laptop is wrong. Set the date and time, then sync again.",2,3120,880,41,3',
    '2026-11-24T09:00:00.000Z,2026-11-24T09:00:04.000Z,Done,,,2,3120,880,41,3',
    '',
  ]);
});

test('[security 9] a code that headquarters made up does not run in a spreadsheet', () => {
  const text = syncLogCsv([{ ...run, outcome: 'refused', code: '=HYPERLINK("x")' }], say);
  expect(text).toContain(`"'=HYPERLINK(""x"")"`);
});

test('[P2] a quarantined entry is exported byte for byte, with its reason in words', () => {
  const text = '{"first":12}';
  expect(JSON.parse(quarantineExportText([{ atMs: 0, what: 'ownPack', why: 'fork', text }], say))).toEqual([
    {
      at: '1970-01-01T00:00:00.000Z',
      what: 'ownPack',
      whatInWords: 'Changes made on this laptop',
      why: 'fork',
      whyInWords: expect.stringContaining('repeated under this laptop’s new identity'),
      text,
    },
  ]);
});

test('quarantined items of one kind and one reason are one row with their number and the latest time', () => {
  const item = { what: 'ownPack', why: 'fork', text: '{}', atMs: 5 };
  const quarantineGroups = groupQuarantine([item, { ...item, atMs: 9 }, { ...item, why: 'chain' }, item]);
  expect(quarantineGroups.map(({ item: { why, atMs }, count }) => [why, atMs, count])).toEqual([
    ['fork', 9, 3],
    ['chain', 5, 1],
  ]);
});
