import { expect, test } from 'vitest';
import { isLongSync, syncProgressMessage } from '#renderer/field/parts/sync-messages.ts';
import { createLanguageFormat } from '#renderer/i18n/language.ts';
import type { SyncProgress } from '#sync/client/estimate-sync.ts';

const format = createLanguageFormat('en', 'UTC');
const progress: SyncProgress = {
  sentBytes: 31_000,
  receivedBytes: 0,
  sentChanges: 180,
  receivedChanges: 0,
  leftChanges: 1_232,
  leftBytes: 38_000,
  leftMs: 95_000,
};

test.each([
  [
    'a few changes are not counted out',
    { sentChanges: 1, leftChanges: 2 },
    { key: 'frame.status.network.syncing' },
  ],
  [
    'a long sync tells how far it is and how long it takes',
    {},
    { key: 'sync.progress.sendingFor', values: { done: '180', all: '1,412', time: '2 minutes' } },
  ],
  [
    'a time that is not known is not promised',
    { leftMs: null },
    { key: 'sync.progress.sending', values: { done: '180', all: '1,412' } },
  ],
  [
    'when all is sent, headquarters may still have something',
    { leftChanges: 0, leftMs: null },
    { key: 'sync.progress.receiving', values: { count: 180 } },
  ],
  [
    'a log that arrives for the first time tells how much has come',
    { sentChanges: 0, leftChanges: 0, leftMs: null, receivedChanges: 900, receivedBytes: 120_000 },
    { key: 'sync.progress.receivingSoFar', values: { count: 900, size: '120 kB' } },
  ],
] as const)('[S6] %s', (_title, part, message) => {
  expect(syncProgressMessage({ ...progress, ...part }, format)).toEqual(message);
});

test('the question for news, twice a minute, is not shown: the screen does not change', () => {
  const asking = { ...progress, sentChanges: 0, leftChanges: 0, receivedBytes: 500 };
  expect(isLongSync(asking)).toBe(false);
  expect(isLongSync(progress)).toBe(true);
});
