import { assessmentKind } from '#domain/assessment/assessment.ts';
import { type Document, dotsAt, type Register, valueAt } from '#domain/document/document.ts';
import { type Dot, pathOf as pathFrom } from '#domain/document/op.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { connectHost, createPortHost } from '#renderer/host/port-host.ts';
import type { RegisterWrite } from '#renderer/store/api/store-api.ts';
import { connectStoreWorker } from '#renderer/store/connect-store.ts';
import { serveBenchPage } from '../rig/serve-bench-page.ts';
import {
  createEdits,
  createSingleEdit,
  digestOfDocuments,
  editKeyOf,
  readBackDocument,
  registerPathOf,
  type WorkloadEdit,
  type WorkloadEdits,
  workloadRegisterOf,
  workloadRegistersOf,
} from '../workload/registers.ts';
import { createWorkload, type FilledDocument, workloadDocumentsOf } from '../workload/workload.ts';
import { openBenchVault, readStoreDocument, StoreStatusWatcher } from './store-status-watcher.ts';
import { type EditSelection, type PairResult, syncPageContract, type WriteTimes } from './sync-page.ts';

// Page of the measurements: no screens, but the app's own port to the shell and its own store worker.

/** Rows of a saved answer, of about their encrypted size. */
const rowsPerAnswer = 7;
const bytesPerRow = 350;
const floorRounds = 200;

/** Times of a strict transaction in this browser that only puts the rows of one answer. */
async function measureStrictTransactions(): Promise<readonly number[]> {
  const name = 'floor of a saved answer';
  const database = await openFloorDatabase(name);
  const tookMs: number[] = [];
  for (let round = 0; round < floorRounds; round++) {
    const beganMs = performance.now();
    await saveFloorRows(database, round);
    tookMs.push(performance.now() - beganMs);
  }
  database.close();
  indexedDB.deleteDatabase(name);
  return tookMs;
}

const openFloorDatabase = (name: string): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onupgradeneeded = () => opening.result.createObjectStore('rows');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () =>
      reject(new Error('The database of the floor does not open', { cause: opening.error }));
  });

const saveFloorRows = (database: IDBDatabase, round: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' });
    const rows = transaction.objectStore('rows');
    for (let row = 0; row < rowsPerAnswer; row++)
      rows.put(new Uint8Array(bytesPerRow).fill(round), round * rowsPerAnswer + row);
    transaction.oncomplete = () => resolve();
    transaction.onabort = () =>
      reject(new Error('A row of the floor is not saved', { cause: transaction.error }));
  });

/** Outcome of the edits, in documents with all of them. */
function comparePairs({ all }: WorkloadEdits, documents: ReadonlyMap<string, Document>): PairResult {
  const byPair = new Map<number, WorkloadEdit[]>();
  const last = new Map<string, WorkloadEdit>();
  for (const workloadEdit of all)
    if (workloadEdit.pair === undefined) last.set(editKeyOf(workloadEdit), workloadEdit);
    else byPair.set(workloadEdit.pair, [...(byPair.get(workloadEdit.pair) ?? []), workloadEdit]);

  const valuesAt = ({ id, path }: WorkloadEdit) =>
    registersByPath(documents.get(id))[registerPathOf(path)]?.heads.map(({ value }) => value) ?? [];
  const shows = (workloadEdit: WorkloadEdit): boolean =>
    valuesAt(workloadEdit).includes(workloadRegisterOf(workloadEdit).value);
  const pairs = [...byPair.values()];
  const alone = [...last.values()];
  return {
    pairs: pairs.length,
    visible: pairs.filter((both) => both.every(shows)).length,
    alone: alone.length,
    aloneShown: alone.filter(shows).length,
  };
}

/** Record of paths, read with the text of a path. */
const registersByPath = (document: Document | undefined): Readonly<Record<string, Register>> =>
  document?.registers ?? {};

let pageWorkload = createWorkload(0);
let pageEdits = createEdits(pageWorkload);

await openBenchVault(createPortHost(await connectHost(window)));
const { store } = connectStoreWorker(await connectHost(window), (message) => console.error(message));
const standing = new StoreStatusWatcher(store);
/** Dots that a writing person has seen, by document and path. */
const seenDots = new Map<string, readonly Dot[]>();

serveBenchPage(syncPageContract, {
  async begin(scale) {
    pageWorkload = createWorkload(scale);
    pageEdits = createEdits(pageWorkload);
  },
  async enrol(url, code) {
    const enrolResult = await store.enrol(url, code, 'bench');
    if (enrolResult.kind !== 'enrolled') throw new Error(`Not enrolled: ${JSON.stringify(enrolResult)}`);
  },
  async pauseSync(isPaused) {
    await store.pauseSync(isPaused);
    if (isPaused) await standing.untilPaused();
  },
  syncNow: () => store.syncNow(),
  untilWaiting: () => standing.untilWaiting(),
  untilRest: () => standing.untilRest(),
  async fill() {
    const logId = await standing.log();
    return writeEach(logId, workloadDocumentsOf(pageWorkload).map(writesOfDocument));
  },
  async look(editSelection) {
    const logId = await standing.log();
    const wanted = new Set(selectedEdits(editSelection).map(({ id }) => id));
    for (const id of wanted) rememberSeenDots(await readStoreDocument(store, logId, id));
    return wanted.size;
  },
  async edit(editSelection) {
    const logId = await standing.log();
    return writeEach(
      logId,
      selectedEdits(editSelection).map((workloadEdit) => [
        writeOfEdit(
          workloadEdit,
          seenDots.get(`${workloadEdit.id}/${registerPathOf(workloadEdit.path)}`) ?? [],
        ),
      ]),
    );
  },
  strictTransactions: measureStrictTransactions,
  async digest() {
    const logId = await standing.log();
    const read: { id: string }[] = [];
    for (const { id, kind } of workloadDocumentsOf(pageWorkload)) {
      const document = await readStoreDocument(store, logId, id);
      read.push({ ...readBackDocument({ id, kind }, (path) => valueAt(document, path)), id });
    }
    return digestOfDocuments(read);
  },
  async pairs() {
    const logId = await standing.log();
    const documents = new Map<string, Document>();
    for (const id of new Set(pageEdits.all.map((edit) => edit.id)))
      documents.set(id, await readStoreDocument(store, logId, id));
    return comparePairs(pageEdits, documents);
  },
});

function selectedEdits(editSelection: EditSelection): readonly WorkloadEdit[] {
  if (editSelection.list === 'one') return [createSingleEdit(pageWorkload, editSelection.which)];
  const { all, byDevice } = pageEdits;
  return (editSelection.list === 'all' ? all : (byDevice[editSelection.device] ?? [])).slice(
    editSelection.from,
    editSelection.to,
  );
}

async function writeEach(logId: LogId, groups: readonly (readonly RegisterWrite[])[]): Promise<WriteTimes> {
  const eachMs: number[] = [];
  let changes = 0;
  const startedMs = performance.now();
  for (const registerWrites of groups) {
    const beganMs = performance.now();
    const writeResult = await store.write(logId, registerWrites);
    if (writeResult.kind !== 'saved') throw new Error(`Not saved: ${JSON.stringify(writeResult)}`);
    eachMs.push(performance.now() - beganMs);
    changes += registerWrites.length;
  }
  return { changes, tookMs: performance.now() - startedMs, eachMs };
}

const kindsByName = { assessment: assessmentKind, workshop: workshopKind };

const writesOfDocument = (filledDocument: FilledDocument): readonly RegisterWrite[] =>
  workloadRegistersOf(filledDocument).map((workloadRegister) => ({
    doc: DocumentId.parse(filledDocument.id),
    kind: kindsByName[filledDocument.kind],
    path: pathFrom(...workloadRegister.path.split('/')),
    value: workloadRegister.value,
    over: [],
  }));

function writeOfEdit(workloadEdit: WorkloadEdit, over: readonly Dot[]): RegisterWrite {
  const { path, value } = workloadRegisterOf(workloadEdit);
  return {
    doc: DocumentId.parse(workloadEdit.id),
    kind: kindsByName[workloadEdit.kind],
    path: pathFrom(...path.split('/')),
    value,
    over,
  };
}

function rememberSeenDots(document: Document): void {
  for (const path of Object.keys(document.registers))
    seenDots.set(`${document.doc}/${path}`, dotsAt(document, path));
}
