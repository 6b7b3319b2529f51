import { beforeEach, expect, test, vi } from 'vitest';
import { DiskTimeoutError } from '#renderer/store/db/database-timeouts.ts';
import { JournalRefused } from '#renderer/store/db/disk-failure.ts';
import { UncommittedEntries } from '#renderer/store/write/uncommitted-entries.ts';
import { type ReconciledDatabase, WriteGate } from '#renderer/store/write/write-gate.ts';
import { deviceA } from '#tests/support/builders/ops.ts';
import { FakeTimeout } from '#tests/support/clock/fake-timeout.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';

const refused = new JournalRefused('failed', 'EIO');

/** Reason that the next reconciliation cannot read the journal. */
let unread: JournalRefused | null;
let reconciliations: readonly ReconciledDatabase[];
let timeout: FakeTimeout;

beforeEach(() => {
  unread = null;
  reconciliations = [];
  timeout = new FakeTimeout();
});

const openGate = (unreadAtStart: JournalRefused | null = null): WriteGate =>
  new WriteGate({
    db: nodeDatabase(),
    uncommitted: new UncommittedEntries(),
    timeout: timeout.wait,
    unread: unreadAtStart,
    prepare: async () => ({ owner: deviceA, successor: null, unread }),
    onReconciled: (reconciledDatabase) => {
      reconciliations = [...reconciliations, reconciledDatabase];
    },
  });

const task = async () => 'done';

/** Run a task that never ends until its time is over. */
async function abandonTask(writeGate: WriteGate): Promise<void> {
  const endless = vi.fn<() => Promise<never>>(() => new Promise<never>(() => {}));
  const abandoned = writeGate.whenCommitted(endless);
  await expect.poll(() => endless.mock.calls.length).toBe(1);
  timeout.runOut();
  await expect(abandoned).rejects.toThrow(DiskTimeoutError);
}

test('[D2] an unread journal is reconciled before the next task, and no more then', async () => {
  const writeGate = openGate(refused);
  expect(await writeGate.whenJournalRead(task)).toBe('done');
  expect(await writeGate.whenJournalRead(task)).toBe('done');
  expect(reconciliations).toEqual([{ owner: deviceA, successor: null, unread: null }]);
});

test('[D2] while the journal stays unread, a task without own numbers runs and a write fails', async () => {
  const writeGate = openGate(refused);
  unread = refused;
  await expect(writeGate.whenJournalRead(task)).rejects.toBe(refused);
  expect(await writeGate.whenCommitted(task)).toBe('done');
  expect(reconciliations).toHaveLength(2);
});

test('[D2] after a task without an end none runs before a reconciliation', async () => {
  const writeGate = openGate();
  await abandonTask(writeGate);
  await expect(writeGate.whenCommitted(task)).rejects.toThrow(DiskTimeoutError);
  await writeGate.inTurn(() => writeGate.reconcile());
  expect(await writeGate.whenCommitted(task)).toBe('done');
});

test('an unread journal stays known when a task has no end', async () => {
  const writeGate = openGate(refused);
  unread = refused;
  await abandonTask(writeGate);
  await expect(writeGate.whenJournalRead(task)).rejects.toBe(refused);
});

test('[D4] while the database waits for room only tasks in turn run', async () => {
  const writeGate = openGate();
  writeGate.waitForRoom();
  await expect(writeGate.whenCommitted(task)).rejects.toMatchObject({ code: 'full' });
  expect(await writeGate.inTurn(task)).toBe('done');
});

test('the end of a wait for room changes no other reason to refuse tasks', async () => {
  const writeGate = openGate(refused);
  unread = refused;
  writeGate.waitForRoom();
  writeGate.endWaitForRoom();
  writeGate.endWaitForRoom();
  await expect(writeGate.whenJournalRead(task)).rejects.toBe(refused);
});
