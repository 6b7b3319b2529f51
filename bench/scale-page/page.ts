import { assessmentKind } from '#domain/assessment/assessment.ts';
import { pathOf } from '#domain/document/op.ts';
import { foldSearchText } from '#domain/search/search-words.ts';
import { searchedTextsOf } from '#domain/search/searched-texts.ts';
import { createDestination, matchDestinations } from '#renderer/field/app/keyboard/destinations.ts';
import type { QueryName, StoreApi, StoreQueries } from '#renderer/store/api/store-api.ts';
import { connectStoreWorker } from '#renderer/store/connect-store.ts';
import { FakeSyncServer, serveFakeShell } from '../rig/fake-shell.ts';
import { serveBenchPage } from '../rig/serve-bench-page.ts';
import {
  assessmentIdOf,
  missionDocumentOf,
  missionLogId,
  type ScaleSize,
} from '../workload/many-documents.ts';
import { type MeasuredQuery, scalePageContract, type TypedLetter } from './scale-page.ts';

// Page of `npm run bench -- scale`: the store's own worker, with a shell and a headquarters in the page.

/** Approximate number of documents in a page of a snapshot. */
const documentsPerPage = 40;

/** Put the documents of one mission into an IndexedDB, a page at a time and flushed, and read each once. */
async function measureIndexedDbFloor(howMany: ScaleSize): Promise<{ putMs: number; getMs: number }> {
  const db = await openFloorDatabase();
  const documents = Array.from({ length: howMany.assessmentsPerMission }, (_, at) => ({
    log: missionLogId(0),
    ...missionDocumentOf(0, at, howMany),
  }));
  let startedMs = performance.now();
  for (let at = 0; at < documents.length; at += documentsPerPage) {
    const transaction = db.transaction('rows', 'readwrite', { durability: 'strict' });
    for (const row of documents.slice(at, at + documentsPerPage)) transaction.objectStore('rows').put(row);
    await transactionEnd(transaction);
  }
  const putMs = performance.now() - startedMs;

  startedMs = performance.now();
  for (const { log, doc } of documents)
    await requestResult(db.transaction('rows').objectStore('rows').get([log, doc]));
  const getMs = (performance.now() - startedMs) / documents.length;
  db.close();
  indexedDB.deleteDatabase('floor');
  return { putMs, getMs };
}

function openFloorDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('floor', 1);
  request.addEventListener('upgradeneeded', () =>
    request.result.createObjectStore('rows', { keyPath: ['log', 'doc'] }),
  );
  return requestResult(request);
}

const requestResult = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('not answered')));
  });

const transactionEnd = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not kept')));
  });

let openedStore: StoreApi | null = null;
let usableAtMs = 0;
let pageScaleSize: ScaleSize = { missions: 0, assessmentsPerMission: 0, answers: 0 };

serveBenchPage(scalePageContract, {
  async start(given, isNew) {
    pageScaleSize = given;
    const startedMs = performance.now();
    const { port1, port2 } = new MessageChannel();
    serveFakeShell(port1, new FakeSyncServer(pageScaleSize), !isNew);
    openedStore = connectStoreWorker(port2, (message) => console.error(message)).store;
    await Promise.all([
      answerOnce('session', null),
      answerOnce('status', null),
      answerOnce('missions', null),
    ]);
    usableAtMs = performance.now();
    return usableAtMs - startedMs;
  },
  async fill() {
    const startedMs = performance.now();
    await requireStore().enrol('http://hq.test/', 'code', 'bench');
    const all = pageScaleSize.missions * pageScaleSize.assessmentsPerMission;
    await answerUntil(
      'missions',
      null,
      (missionSummaries) => sumNumbers(missionSummaries.map(({ assessments }) => assessments)) === all,
    );
    await answerUntil('status', null, ({ sync }) => sync.kind === 'idle');
    return performance.now() - startedMs;
  },
  floor: () => measureIndexedDbFloor(pageScaleSize),
  ask: (queryName, times) =>
    measureTimes(times, (at) => answerOnce(queryName, queryAskOf(queryName, at) as never)), // of that query
  async search(letters) {
    const records = await answerOnce('whereabouts', null);
    const destinations = records.map(({ log, doc, title, mission }) =>
      createDestination('assessment', title, mission, { screen: 'assessment', log, doc }),
    );
    return measureTimes(letters.length + 1, async (at) =>
      matchDestinations(destinations, letters.slice(0, at)),
    );
  },
  async untilIndexed() {
    await answerUntil('search', { text: '' }, ({ building }) => building === null);
    return performance.now() - usableAtMs;
  },
  async searchTexts(words) {
    const typedLetters: TypedLetter[] = [];
    for (const word of words)
      for (let at = 1; at <= word.length; at++) {
        const typed = word.slice(0, at);
        const [tookMs = 0] = await measureTimes(1, () => answerOnce('search', { text: typed }));
        typedLetters.push({ typed, tookMs });
      }
    return typedLetters;
  },
  scanTexts(words) {
    const texts = allTexts();
    const took: number[] = [];
    for (const word of words)
      for (let at = 1; at <= word.length; at++) {
        const startedMs = performance.now();
        const typed = foldSearchText(word.slice(0, at)).trim().split(/\s+/);
        const found = texts.filter((text) => typed.every((one) => text.includes(one)));
        if (found.length >= 0) took.push(performance.now() - startedMs);
      }
    return took;
  },
  pauseSync: (isPaused) => requireStore().pauseSync(isPaused),
  async write(times) {
    await watchFrameOnce();
    return measureTimes(times, async (at) => {
      const [logId, doc] = recordIdsAt(at);
      const path = pathOf('answers', 'D1.1', 'level');
      const writeResult = await requireStore().write(logId, [
        { doc, kind: assessmentKind, path, value: 1 + (at % 5), over: [] },
      ]);
      if (writeResult.kind !== 'saved') throw new Error(`Not saved: ${JSON.stringify(writeResult)}`);
    });
  },
});

/** Texts of all records, folded. */
function allTexts(): readonly string[] {
  const reader = { person: null, written: new Set<string>() };
  const texts: string[] = [];
  for (let mission = 0; mission < pageScaleSize.missions; mission++)
    for (let at = 1; at <= pageScaleSize.assessmentsPerMission; at++)
      for (const { text } of searchedTextsOf(missionDocumentOf(mission, at, pageScaleSize), reader))
        texts.push(foldSearchText(text));
  return texts;
}

function requireStore(): StoreApi {
  if (openedStore === null) throw new Error('The store was not started');
  return openedStore;
}

/** Records all over the laptop, another one each time. */
function recordIdsAt(at: number) {
  const mission = at % pageScaleSize.missions;
  const number = 1 + ((at * 37) % pageScaleSize.assessmentsPerMission);
  return [missionLogId(mission), assessmentIdOf(mission, number)] as const;
}

function queryAskOf(queryName: MeasuredQuery, at: number): unknown {
  const [log, doc] = recordIdsAt(at);
  if (queryName === 'documents') return { log };
  if (queryName === 'document') return { log, doc };
  return queryName === 'history' ? { log, doc, below: 'answers/D1.1' } : null;
}

async function measureTimes(
  times: number,
  act: (at: number) => Promise<unknown>,
): Promise<readonly number[]> {
  const took: number[] = [];
  for (let at = 0; at < times; at++) {
    const startedMs = performance.now();
    await act(at);
    took.push(performance.now() - startedMs);
  }
  return took;
}

const answerOnce = <Q extends QueryName>(
  query: Q,
  ask: StoreQueries[Q]['ask'],
): Promise<StoreQueries[Q]['result']> => answerUntil(query, ask, () => true);

function answerUntil<Q extends QueryName>(
  query: Q,
  ask: StoreQueries[Q]['ask'],
  isSo: (result: StoreQueries[Q]['result']) => boolean,
): Promise<StoreQueries[Q]['result']> {
  return new Promise((resolve, reject) => {
    const watching = requireStore().watch(query, ask, (result) => {
      if (!isSo(result)) return;
      resolve(result);
      watching.then((stop) => stop(), reject);
    });
    watching.catch(reject);
  });
}

let frameWatches: Promise<unknown> | null = null;

/** Watch what the frame of the app shows, once for all writes. */
const watchFrameOnce = (): Promise<unknown> =>
  (frameWatches ??= Promise.all([
    watchStoreQuery('session'),
    watchStoreQuery('status'),
    watchStoreQuery('missions'),
  ]));

const watchStoreQuery = (query: 'session' | 'status' | 'missions') =>
  requireStore().watch(query, null, () => undefined);

const sumNumbers = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
