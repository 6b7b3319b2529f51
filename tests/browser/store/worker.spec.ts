import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import type { Document } from '#domain/document/document.ts';
import { DocumentKind, Path } from '#domain/document/op.ts';
import { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { StoreStatus } from '#renderer/store/api/status-api.ts';
import type { MissionSummary, StoreSession } from '#renderer/store/api/store-api.ts';
import { connectStoreWorker } from '#renderer/store/connect-store.ts';
import { type FakeHost, makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { serveHost } from './serve-host.ts';

const log = LogId.parse('0192f0c1-0000-7000-8000-000000000001');
const doc = DocumentId.parse('0192f0c1-0000-7000-8000-000000000002');
const person = PersonId.parse('0192f0c1-0000-7000-8000-000000000003');

/** The store in its real worker. */
async function openWorker(): Promise<ReturnType<typeof connectStoreWorker>> {
  return openWorkerOn(await makeEnrollingHost());
}

/** A shell that enrols any device. */
async function makeEnrollingHost(database = `test-${crypto.randomUUID()}`): Promise<FakeHost> {
  const fakeHost = await makeFakeHost({ database });
  const enrolment = { person, name: 'A. Person', url: 'http://hq.test/', serverName: 'HQ', serverKey: 'k' };
  fakeHost.play({
    enrol: () => ({
      kind: 'enrolled',
      enrolment,
      response: {
        person,
        name: 'A. Person',
        server: { name: 'HQ', recipients: [], key: 'k' },
        grants: { etag: '1', logs: { [log]: ['mission-lead'] }, devices: {} },
        lease: 45,
      },
    }),
  });
  return fakeHost;
}

function openWorkerOn(fakeHost: FakeHost): ReturnType<typeof connectStoreWorker> {
  const { port1, port2 } = new MessageChannel();
  serveHost(port1, fakeHost);
  return connectStoreWorker(port2, (message) => expect.unreachable(message));
}

test('a write through the worker comes back as the answer of a live query', async () => {
  const { store, stop } = await openWorker();
  const storeSessions: StoreSession[] = [];
  const missions: (readonly MissionSummary[])[] = [];
  await store.watch('session', null, (session) => storeSessions.push(session));
  const end = await store.watch('missions', null, (summaries) => missions.push(summaries));
  await expect.poll(() => storeSessions.length).toBeGreaterThan(0);
  expect(await store.enrol('http://hq.test/', 'CODE', 'this laptop')).toEqual({ kind: 'enrolled' });

  const kind = DocumentKind.parse('mission');
  const written = await store.write(log, [
    { doc, kind, path: Path.parse('title'), value: 'First mission', over: [] },
  ]);
  expect(written.kind).toBe('saved');
  await expect.poll(() => missions.at(-1)?.map(({ title }) => title)).toEqual(['First mission']);
  await expect.poll(() => storeSessions.at(-1)?.enrolled?.name).toBe('A. Person');

  end();
  const answer = await new Promise<Document | undefined>((resolve) => {
    void store.watch('document', { log, doc }, (foundQueryResult) => resolve(foundQueryResult?.document));
  });
  expect(answer?.registers[Path.parse('title')]?.heads.map(({ value }) => value)).toEqual(['First mission']);
  stop();
});

test('[D1, D2] Chromium’s database is deleted between two starts: all is back from the shell’s journal', async () => {
  const name = `test-${crypto.randomUUID()}`;
  const fakeHost = await makeEnrollingHost(name);
  const firstStoreConnection = openWorkerOn(fakeHost);
  await firstStoreConnection.store.enrol('http://hq.test/', 'CODE', 'this laptop');
  const kind = DocumentKind.parse('mission');
  await firstStoreConnection.store.write(log, [
    { doc, kind, path: Path.parse('title'), value: 'First mission', over: [] },
  ]);
  firstStoreConnection.stop();
  await new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase(name);
    deleting.onsuccess = resolve;
    deleting.onerror = reject;
  });

  const { store, stop } = openWorkerOn(fakeHost);
  const storeStatuses: StoreStatus[] = [];
  const missions: (readonly MissionSummary[])[] = [];
  await store.watch('status', null, (status) => storeStatuses.push(status));
  await store.watch('missions', null, (summaries) => missions.push(summaries));
  await expect.poll(() => missions.at(-1)?.map(({ title }) => title)).toEqual(['First mission']);
  await expect
    .poll(() => storeStatuses.at(-1))
    .toMatchObject({ journal: true, restored: { changes: 1, database: 'rebuilt' }, waiting: { changes: 1 } });
  stop();
});

test('a database of another vault key, or from before encryption, is refused by its code', async () => {
  const other = `test-${crypto.randomUUID()}`;
  const firstStoreConnection = openWorkerOn(await makeEnrollingHost(other));
  await firstStoreConnection.store.enrol('http://hq.test/', 'CODE', 'this laptop');
  firstStoreConnection.stop();
  const plain = `test-${crypto.randomUUID()}`;
  await new Promise((resolve) => {
    const request = indexedDB.open(plain, 30);
    request.onupgradeneeded = () => request.result.createObjectStore('meta', { keyPath: 'key' });
    request.onsuccess = () => resolve(request.result.close());
  });

  // Each shell has keys of its own.
  expect(await refusalOf(await makeFakeHost({ database: other }))).toBe('key');
  expect(await refusalOf(await makeFakeHost({ database: plain }))).toBe('plain');
  const left = (await indexedDB.databases()).filter(({ name }) => name === other || name === plain);
  expect(new Set(left.map(({ version }) => version))).toEqual(new Set([30, 110]));
});

function refusalOf(fakeHost: FakeHost): Promise<string | null> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    serveHost(port1, fakeHost);
    const { stop } = connectStoreWorker(port2, (_, refused) => {
      stop();
      resolve(refused);
    });
  });
}

test('[M4] two texts written concurrently are merged in the worker, without window or Buffer', async () => {
  const { store, stop } = await openWorker();
  await store.enrol('http://hq.test/', 'CODE', 'this laptop');
  const kind = DocumentKind.parse('workshop');
  const path = Path.parse('sessions/s1/notes');
  for (const words of ['by the trainer', 'by the rapporteur']) {
    const writeResult = await store.write(log, [{ doc, kind, path, text: updateOf(words) }]);
    expect(writeResult.kind).toBe('saved');
  }

  const answer = await new Promise<Document | undefined>((resolve) => {
    void store.watch('document', { log, doc }, (foundQueryResult) => resolve(foundQueryResult?.document));
  });
  const merged = new Y.Doc();
  Y.applyUpdate(merged, decodeBase64(answer?.registers[path]?.text ?? ''));
  expect(merged.getText('words').toJSON()).toMatch(/by the (trainer|rapporteur)by the (trainer|rapporteur)/);
  stop();
});

function updateOf(words: string): string {
  const document = new Y.Doc();
  document.getText('words').insert(0, words);
  return encodeBase64(Y.encodeStateAsUpdate(document));
}
