import type { ReactElement } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { emptyDocument, plainTextAt } from '#domain/document/document.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { requestKind } from '#domain/request/request.ts';
import { AppFrame } from '#renderer/field/app/frame/app-frame.tsx';
import { ScreenFrame } from '#renderer/field/app/frame/screen-frame.tsx';
import { useStoreQueryAtPause } from '#renderer/field/app/session/field-services.tsx';
import { RequestScreen } from '#renderer/field/features/mission/requests/request-screen.tsx';
import type { Host } from '#renderer/host/host-contract.ts';
import { after, anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const quietHost: Host = { ask: () => new Promise(() => undefined), on: () => () => undefined };

function RecordTitle(): ReactElement {
  const record = useStoreQueryAtPause('document', { log: aLog(), doc: aDoc() });
  return <p>{plainTextAt((record.kind === 'present' && record.result?.document) || undefined, 'title')}</p>;
}

async function openFrame(): Promise<FakeFieldStore> {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({}));
  await page.viewport(1280, 800);
  await mountField(
    fakeFieldStore,
    <AppFrame>
      <ScreenFrame title="Screen">
        <RecordTitle />
      </ScreenFrame>
    </AppFrame>,
    { screen: 'missions' },
    quietHost,
  );
  await expect.element(page.getByText(/^Saved on this laptop/)).toBeVisible();
  return fakeFieldStore;
}

test('the status bar ends with the latest status, however fast it changed', async () => {
  const fakeFieldStore = await openFrame();
  const endsAtMs = performance.now() + 900;
  const { port1, port2 } = new MessageChannel();
  await new Promise<void>((resolve) => {
    let changes = 0;
    port1.onmessage = () => {
      changes += 1;
      fakeFieldStore.setStatus({ waiting: { changes, records: 1, bytes: changes } });
      if (performance.now() > endsAtMs) resolve();
      else port2.postMessage(null);
    };
    port2.postMessage(null);
  });
  fakeFieldStore.setStatus({ waiting: { changes: 0, records: 0, bytes: 0 } });
  await expect.element(page.getByText('Nothing waiting to be sent')).toBeVisible();
});

test('[D1] work that is not saved is not called saved for a moment', async () => {
  const fakeFieldStore = await openFrame();
  fakeFieldStore.setStatus({ saving: true });
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect(page.getByText(/^Saved on this laptop/).elements()).toEqual([]);
  fakeFieldStore.setStatus({ saving: false });
  await expect.element(page.getByText(/^Saved on this laptop/)).toBeVisible();
});

test('[D1] saved work is called saved after a rest, not between two words', async () => {
  const fakeFieldStore = await openFrame();
  fakeFieldStore.setStatus({ saving: true });
  await expect.element(page.getByText('Saving…')).toBeVisible();
  const seen: string[] = [];
  const watching = new MutationObserver(() => seen.push(document.body.textContent));
  watching.observe(document.body, { subtree: true, childList: true, characterData: true });
  for (const isSaving of [false, true, false, true]) {
    fakeFieldStore.setStatus({ saving: isSaving, waiting: { changes: 1, records: 1, bytes: 1 } });
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  expect(seen.filter((text) => text.includes('Saved on this laptop'))).toEqual([]);
  fakeFieldStore.setStatus({ saving: false });
  await expect.element(page.getByText(/^Saved on this laptop/)).toBeVisible();
  watching.disconnect();
});

test('the status is drawn together with the answer of a record', async () => {
  const fakeFieldStore = await openFrame();
  const seen: string[] = [];
  const watching = new MutationObserver(() => seen.push(document.body.textContent));
  watching.observe(document.body, { subtree: true, childList: true, characterData: true });
  fakeFieldStore.setStatus({ waiting: { changes: 1, records: 1, bytes: 1 } });
  fakeFieldStore.receive('title', 'New title');
  await expect.element(page.getByText('New title')).toBeVisible();
  watching.disconnect();
  expect(seen.find((text) => text.includes('New title'))).toContain('1 record waiting');
});

test('[D1] while a person types, the status is drawn with the record, and calls nothing saved', async () => {
  const fakeFieldStore = await openFrame();
  const field = document.body.appendChild(document.createElement('textarea'));
  const type = (): boolean => field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  const drawn = async (): Promise<void> => {
    for (let frame = 0; frame < 5; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  type();
  fakeFieldStore.setStatus({ saving: true });
  await drawn();
  fakeFieldStore.setStatus({ saving: false, waiting: { changes: 1, records: 1, bytes: 1 } });
  fakeFieldStore.receive('title', 'New title');
  for (let letter = 0; letter < 119; letter += 1) {
    await vi.advanceTimersByTimeAsync(249);
    type();
    fakeFieldStore.setStatus({ saving: letter % 2 === 0 });
  }
  await drawn();
  expect(document.body.textContent).not.toMatch(/New title|1 record waiting/);
  await vi.advanceTimersByTimeAsync(400);
  await drawn();
  expect(document.body.textContent).toMatch(/New title.*Saving….*1 record waiting/);
  field.remove();
});

test('[D1] saved work is called saved after a second, while a long sync goes on', async () => {
  const fakeFieldStore = await openFrame();
  fakeFieldStore.setStatus({ saving: true });
  await expect.element(page.getByText('Saving…')).toBeVisible();
  const sending = setInterval(() => {
    const progress = { sentBytes: performance.now(), receivedBytes: 0, sentChanges: 0, receivedChanges: 0 };
    fakeFieldStore.setStatus({
      saving: false,
      sync: {
        kind: 'pushing',
        progress: { ...progress, leftChanges: 1, leftBytes: 1, leftMs: 1 },
        pauses: false,
      },
    });
  }, 100);
  await expect.element(page.getByText(/^Saved on this laptop/), { timeout: 5_000 }).toBeVisible();
  clearInterval(sending);
});

afterEach(() => {
  vi.useRealTimers();
});

test('a sync that soon ends is not shown', async () => {
  const fakeFieldStore = await openFrame();
  const seen: string[] = [];
  const watching = new MutationObserver(() => seen.push(document.body.textContent));
  watching.observe(document.body, { subtree: true, childList: true, characterData: true });
  const progress = { sentBytes: 0, receivedBytes: 0, sentChanges: 0, receivedChanges: 0 };
  fakeFieldStore.setStatus({
    sync: {
      kind: 'pushing',
      progress: { ...progress, leftChanges: 1, leftBytes: 1, leftMs: 1 },
      pauses: false,
    },
  });
  fakeFieldStore.receive('title', 'New title');
  await expect.element(page.getByText('New title')).toBeVisible();
  fakeFieldStore.setStatus({ sync: { kind: 'idle' }, waiting: { changes: 2, records: 2, bytes: 1 } });
  await expect.element(page.getByText(/^2 records/)).toBeVisible();
  watching.disconnect();
  expect(seen.filter((text) => text.includes('Syncing…'))).toEqual([]);
});

test('the bar states that a text waits for the person, where one does', async () => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({}));
  const held = { kind: missionKind, log: aLog(), doc: aDoc(), path: 'purpose', hits: [] };
  const watch: FakeFieldStore['watch'] = (query, ask, onResult) => {
    if (query !== 'heldTexts') return fakeFieldStore.watch(query, ask, onResult);
    (onResult as (texts: unknown) => void)([held]);
    return Promise.resolve(() => undefined);
  };
  await mountField(
    { ...fakeFieldStore, watch },
    <AppFrame>
      <ScreenFrame title="Screen">
        <p>Record</p>
      </ScreenFrame>
    </AppFrame>,
    { screen: 'missions' },
    quietHost,
  );
  fakeFieldStore.setStatus({ waiting: { changes: 1, records: 1, bytes: 1 } });
  await page.getByText(/^1 record waiting/).click();
  await expect.element(page.getByText(/is sent after you have checked it/)).toBeVisible();
  expect(page.getByText(/you do not need to do anything/).elements()).toEqual([]);
});

test('the heading takes the focus when its element leaves the page, and not from another element', async () => {
  await openFrame();
  const addButton = (): HTMLButtonElement => {
    const button = document.createElement('button');
    document.querySelector('main')?.append(button);
    return button;
  };
  const [first, second] = [addButton(), addButton()];
  first.focus();
  first.remove();
  await expect.poll(() => document.activeElement?.tagName).toBe('H1');
  second.focus();
  const third = addButton();
  second.remove();
  third.focus();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(document.activeElement).toBe(third);
  third.remove();
});

test('[D2] the focus follows a record that comes back from headquarters after a repair', async () => {
  const values = { status: 'received', state: 'UY', authority: 'Court' };
  const writes = Object.entries(values).map(([path, value], at) => ({ n: at + 1, path, value }));
  const fakeFieldStore = makeFakeFieldStore(after(emptyDocument(aDoc(), requestKind), ...writes));
  const told: ((answer: null) => void)[] = [];
  const watch: FakeFieldStore['watch'] = (query, ask, onResult) => {
    if (query === 'document') told.push(onResult as (answer: null) => void);
    return fakeFieldStore.watch(query, ask, onResult);
  };
  await page.viewport(1280, 800);
  await mountField(
    { ...fakeFieldStore, watch },
    <AppFrame>
      <RequestScreen log={aLog()} doc={aDoc()} />
    </AppFrame>,
    { screen: 'request', log: aLog(), doc: aDoc() },
    quietHost,
  );
  await page.getByRole('textbox', { name: 'Remarks' }).click();

  for (const tell of told) tell(null);
  const focused = () => [document.activeElement?.tagName, document.activeElement?.textContent];
  await expect.poll(focused).toEqual(['H1', 'This is not on this laptop']);
  fakeFieldStore.receive('purpose', 'Forensics');
  await expect.element(page.getByRole('textbox', { name: 'Remarks' })).toBeVisible();
  await expect.poll(focused).toEqual(['H1', 'Court']);
});
