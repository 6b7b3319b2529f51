import { expect, test } from 'vitest';
import {
  nextSyncAnnouncement,
  noSyncAnnouncement,
  type SyncAnnouncement,
} from '#renderer/field/app/frame/app-frame.tsx';
import type { StatusFacts } from '#renderer/field/app/sync-status/status-facts.ts';
import { createLanguageFormat } from '#renderer/i18n/language.ts';

type Network = StatusFacts['network'];
const format = createLanguageFormat('en', 'UTC');

const sending = (sentChanges: number, leftChanges: number): Network => ({
  kind: 'sending',
  pauses: false,
  progress: {
    sentBytes: 0,
    receivedBytes: 0,
    sentChanges,
    receivedChanges: 0,
    leftChanges,
    leftBytes: 0,
    leftMs: null,
  },
});

/** Output of a screen reader, in order: each message that replaced another. */
function heard(networks: readonly Network[]): readonly string[] {
  const keys: string[] = [];
  let announced: SyncAnnouncement = noSyncAnnouncement;
  for (const network of networks) {
    const next = nextSyncAnnouncement(announced, network, format);
    if (next.message !== null && next.message !== announced.message) keys.push(next.message.key);
    announced = next;
  }
  return keys;
}

test('a long sync is announced at start, each quarter and end, not at each step', () => {
  const steps = Array.from({ length: 21 }, (_, at) => sending(at * 20, 400 - at * 20));
  expect(heard([...steps, { kind: 'ready' }])).toEqual([
    'sync.progress.sending',
    'sync.progress.sending',
    'sync.progress.sending',
    'sync.progress.sending',
    'sync.progress.receiving',
    'sync.progress.ended',
  ]);
});

test('the small syncs of every day say nothing', () => {
  expect(heard([sending(0, 3), sending(3, 0), { kind: 'ready' }, sending(0, 0), { kind: 'ready' }])).toEqual(
    [],
  );
});

test('a sync that was cut is not said to have ended', () => {
  expect(
    heard([sending(0, 400), { kind: 'retrying', untilMs: 1, code: 'unreachable' }, { kind: 'ready' }]),
  ).toEqual(['sync.progress.sending']);
});

test('a pause is told once', () => {
  expect(heard([{ kind: 'ready' }, { kind: 'paused' }, { kind: 'paused' }, { kind: 'ready' }])).toEqual([
    'sync.paused.announced',
  ]);
});
