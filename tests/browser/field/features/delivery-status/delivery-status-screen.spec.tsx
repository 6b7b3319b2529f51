import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { emptyDocument } from '#domain/document/document.ts';
import { AppFrame } from '#renderer/field/app/frame/app-frame.tsx';
import { DeliveryStatusScreen } from '#renderer/field/features/delivery-status/delivery-status-screen.tsx';
import type { StoreStatus } from '#renderer/store/api/status-api.ts';
import type { SyncProgress } from '#sync/client/estimate-sync.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';
import { type FakeHost, makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

interface Opened {
  readonly store: FakeFieldStore;
  readonly savedFiles: FakeHost['savedFiles'];
}

async function openWhereItIs(storeStatus: Partial<StoreStatus> = {}): Promise<Opened> {
  const fakeFieldStore = makeFakeFieldStore(emptyDocument(aDoc(), assessmentKind));
  fakeFieldStore.setStatus({ journal: true, ...storeStatus });
  const fakeHost = await makeFakeHost();
  await mountField(
    fakeFieldStore,
    <AppFrame>
      <DeliveryStatusScreen />
    </AppFrame>,
    { screen: 'whereabouts' },
    fakeHost,
  );
  await expect.element(page.getByRole('heading', { name: 'Sync history' })).toBeVisible();
  return { store: fakeFieldStore, savedFiles: fakeHost.savedFiles };
}

const aSync = (part: Partial<SyncProgress>): Partial<StoreStatus> => ({
  sync: {
    kind: 'pushing',
    pauses: false,
    progress: {
      sentBytes: 0,
      receivedBytes: 0,
      sentChanges: 0,
      receivedChanges: 0,
      leftChanges: 0,
      leftBytes: 0,
      leftMs: null,
      ...part,
    },
  },
});

describe('[D1] [D2] [D4] the status frame of this laptop', () => {
  test('a full disk shows on every screen the safe changes and the next step', async () => {
    await openWhereItIs({ saveFailed: { code: 'full', why: 'ENOSPC' }, room: 'reserve' });
    const alert = page.getByRole('alert');
    await expect.element(alert).toMatchTextContent(/the disk is full/);
    await expect.element(alert).toMatchTextContent(/Earlier changes are safe/);
    await expect.element(alert).not.toMatchTextContent('ENOSPC');
  });

  test('the disk reserve in use shows as a warning while changes are still saved', async () => {
    await openWhereItIs({ room: 'reserve' });
    await expect.element(page.getByText('The disk of this laptop is almost full')).toBeVisible();
    await expect
      .element(page.getByRole('button', { name: /Saved on this laptop .*almost full/ }))
      .toBeVisible();
  });

  test('without a journal the status says so', async () => {
    await openWhereItIs({ journal: false });
    await userEvent.click(page.getByRole('button', { name: /without a second copy/ }));
    await expect.element(page.getByRole('dialog')).toMatchTextContent(/There is no journal, because/);
  });

  test('a database engine change is reported with its cause, the restored changes and no loss', async () => {
    await openWhereItIs({
      restored: { atMs: 1, changes: 1, packs: 0, damaged: 0, database: 'engineChanged' },
    });
    await expect.element(page.getByText(/stores its database differently/)).toBeVisible();
    await expect.element(page.getByText(/One of your changes was restored .* Nothing is lost/)).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'OK' }));
    await expect.element(page.getByText(/stores its database differently/)).not.toBeInTheDocument();
  });

  test('a restored backup is reported with its time, and not as a lost database', async () => {
    const backupAtMs = Date.UTC(2026, 10, 24, 17, 42);
    const report = { atMs: backupAtMs + 360_000, changes: 149, packs: 149, damaged: 0 };
    await openWhereItIs({ restored: { ...report, database: 'fromBackup', backupAtMs } });
    await expect.element(page.getByText(/Restored from the backup of .*42/)).toBeVisible();
    await expect.element(page.getByText(/Nothing is sent twice/)).toBeVisible();
    await expect.element(page.getByText(/was lost/)).not.toBeInTheDocument();
  });

  test('restored changes are reported until dismissed, then the new identity', async () => {
    const restored = { atMs: 1, changes: 412, packs: 3, damaged: 1, database: 'rebuilt' } as const;
    await openWhereItIs({ restored, renewed: { atMs: 1, why: 'lost', changes: 0 } });
    await expect.element(page.getByText(/412 of your changes were restored/)).toBeVisible();
    await expect.element(page.getByText(/One entry of the journal on this disk is damaged/)).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'OK' }));
    await expect.element(page.getByText(/412 of your changes were restored/)).not.toBeInTheDocument();
    await expect.element(page.getByText('This laptop continues under a new identity')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'OK' }));
    await expect
      .element(page.getByText('This laptop continues under a new identity'))
      .not.toBeInTheDocument();
  });
});

describe('[S6] a sync as the person sees it', () => {
  test('shows its cost before it begins, and that colleagues’ changes add to it', async () => {
    await openWhereItIs({ waiting: { changes: 40, records: 3, bytes: 9_000 } });
    const card = page.getByRole('article', { name: 'Sync status of this laptop' });
    await expect.element(card).toMatchTextContent(/Cost of syncing nowabout 14\skB in 2 requests/);
    await expect.element(card).toMatchTextContent(/only headquarters knows/);
  });

  test('by keys: the pause is switched on and off, and the status bar shows it', async () => {
    const { store } = await openWhereItIs();
    const pause = page.getByRole('switch', { name: 'Pause sync' });
    (pause.element() as HTMLElement).focus();
    await userEvent.keyboard(' ');
    await expect.element(page.getByRole('button', { name: /Paused/ })).toBeVisible();
    await userEvent.keyboard(' ');
    await expect.element(page.getByRole('button', { name: /Paused/ })).not.toBeInTheDocument();
    expect(store.acts).toEqual(['pause', 'resume']);
  });

  test('“Sync now” ends a pause', async () => {
    const { store } = await openWhereItIs({ sync: { kind: 'paused' } });
    await userEvent.click(page.getByRole('button', { name: 'Sync now' }));
    await expect.element(page.getByRole('button', { name: /Paused/ })).not.toBeInTheDocument();
    expect(store.acts).toEqual(['syncNow']);
  });

  test('progress: how many changes went, how long it takes, and politely to screen readers', async () => {
    const { store } = await openWhereItIs(aSync({ leftChanges: 400, leftBytes: 60_000, leftMs: 95_000 }));
    const bar = page.getByRole('progressbar', { name: 'Sending' });
    await expect.element(bar).toHaveAttribute('aria-valuenow', '0');
    const announced = page.getByRole('status').filter({ hasText: /Sending|ended/ });
    await expect.element(announced).toMatchTextContent('Sending: 0 of 400 changes · about 2 minutes left');

    store.setStatus(aSync({ sentChanges: 60, leftChanges: 340, leftMs: 80_000 }));
    await expect.element(bar).toHaveAttribute('aria-valuenow', '15');
    await expect.element(announced).toMatchTextContent('Sending: 0 of 400 changes');
    store.setStatus(aSync({ sentChanges: 200, leftChanges: 200, leftMs: 40_000 }));
    await expect.element(announced).toMatchTextContent('Sending: 200 of 400 changes · about 40 seconds left');
    store.setStatus({ sync: { kind: 'idle' } });
    await expect.element(announced).toMatchTextContent('Sync has ended.');
  });

  test('the log says in words why a sync failed, and is exported for a spreadsheet', async () => {
    const { savedFiles } = await openWhereItIs();
    const log = page.getByRole('region', { name: 'Sync history' });
    await expect.element(log).toMatchTextContent(/Refused.*The clock of this laptop is wrong/);
    await userEvent.click(log.getByRole('button', { name: 'Export' }));
    await expect.poll(() => savedFiles.map(({ name }) => name)).toEqual(['fieldbook-sync-log.csv']);
    expect(savedFiles[0]?.text).toContain('Refused,clock,"The clock of this laptop is wrong.');
  });

  test('[P2] shows quarantined entries with their reason, and exports them whole', async () => {
    const { savedFiles } = await openWhereItIs();
    const parked = page.getByRole('region', { name: 'Not accepted' });
    await expect.element(parked).toMatchTextContent(/Changes made on this laptop.*new identity/);
    await userEvent.click(parked.getByRole('button', { name: 'Export' }));
    await expect.poll(() => savedFiles[0]?.text).toContain('"text": "{}"');
  });
});
