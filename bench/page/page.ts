import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { Document } from '#domain/document/document.ts';
import { valueAt, dotsAt } from '#domain/document/document.ts';
import type { Dot } from '#domain/document/dot.ts';
import { pathOf as pathFrom } from '#domain/document/path.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { connectHost } from '#renderer/host/connect-host.ts';
import { hostOverPort } from '#renderer/host/port-host.ts';
import { connectStore } from '#renderer/store/connect-store.ts';
import type { RegisterWrite } from '#renderer/store/store-api.ts';
import { digestOf } from '../workload/digest.ts';
import { type Edit, makeEdits, singleEdit } from '../workload/edits.ts';
import { documentsOf, type Filled, fillWorkload } from '../workload/filled.ts';
import { pathOf, readBack, registerOf, registersOf } from '../workload/registers.ts';
import type { BenchPage, EditList, Written } from './bench-page.ts';
import { openVault } from './open-vault.ts';
import { comparePairs } from './compare-pairs.ts';
import { strictTransactions } from './disk-floor.ts';
import { readDocument } from './read-document.ts';
import { Standing } from './standing.ts';

// The page of the measurements: no screens, but the app's own port to the shell and its own store worker.

let workload = fillWorkload(0);
let edits = makeEdits(workload);

await openVault(hostOverPort(await connectHost(window)));
const { store } = connectStore(await connectHost(window), (message) => console.error(message));
const standing = new Standing(store);
/** The dots that a person who writes has seen, by document and path. */
const seen = new Map<string, readonly Dot[]>();

window.bench = {
  async begin(scale) {
    workload = fillWorkload(scale);
    edits = makeEdits(workload);
  },
  async enrol(url, code) {
    const result = await store.enrol(url, code, 'bench');
    if (result.kind !== 'enrolled') throw new Error(`Not enrolled: ${JSON.stringify(result)}`);
  },
  async setOffline(isOffline) {
    await store.simulateOffline(isOffline);
    if (isOffline) await standing.untilOffline();
  },
  syncNow: () => store.syncNow(),
  untilWaiting: () => standing.untilWaiting(),
  untilRest: () => standing.untilRest(),
  async fill() {
    const log = await standing.log();
    return writeEach(log, documentsOf(workload).map(writesOf));
  },
  async look(list) {
    const log = await standing.log();
    const wanted = new Set(listed(list).map(({ id }) => id));
    for (const id of wanted) remember(await readDocument(store, log, id));
    return wanted.size;
  },
  async edit(list) {
    const log = await standing.log();
    return writeEach(
      log,
      listed(list).map((edit) => [writeOf(edit, seen.get(`${edit.id}/${pathOf(edit.path)}`) ?? [])]),
    );
  },
  strictTransactions,
  async digest() {
    const log = await standing.log();
    const read: { id: string }[] = [];
    for (const { id, kind } of documentsOf(workload)) {
      const document = await readDocument(store, log, id);
      read.push({ ...readBack({ id, kind }, (path) => valueAt(document, path)), id });
    }
    return digestOf(read);
  },
  async pairs() {
    const log = await standing.log();
    const documents = new Map<string, Document>();
    for (const id of new Set(edits.all.map((edit) => edit.id)))
      documents.set(id, await readDocument(store, log, id));
    return comparePairs(edits, documents);
  },
} satisfies BenchPage;

function listed(list: EditList): readonly Edit[] {
  if (list.list === 'one') return [singleEdit(workload, list.which)];
  const { all, byDevice } = edits;
  return (list.list === 'all' ? all : (byDevice[list.device] ?? [])).slice(list.from, list.to);
}

async function writeEach(log: LogId, groups: readonly (readonly RegisterWrite[])[]): Promise<Written> {
  const eachMs: number[] = [];
  let changes = 0;
  const startedMs = performance.now();
  for (const writes of groups) {
    const beganMs = performance.now();
    const result = await store.write(log, writes);
    if (result.kind !== 'saved') throw new Error(`Not saved: ${JSON.stringify(result)}`);
    eachMs.push(performance.now() - beganMs);
    changes += writes.length;
  }
  return { changes, tookMs: performance.now() - startedMs, eachMs };
}

const kinds = { assessment: assessmentKind, workshop: workshopKind };

const writesOf = (document: Filled): readonly RegisterWrite[] =>
  registersOf(document).map((register) => ({
    doc: DocumentId.parse(document.id),
    kind: kinds[document.kind],
    path: pathFrom(...register.path.split('/')),
    value: register.value,
    over: [],
  }));

function writeOf(edit: Edit, over: readonly Dot[]): RegisterWrite {
  const { path, value } = registerOf(edit);
  return {
    doc: DocumentId.parse(edit.id),
    kind: kinds[edit.kind],
    path: pathFrom(...path.split('/')),
    value,
    over,
  };
}

function remember(document: Document): void {
  for (const path of Object.keys(document.registers))
    seen.set(`${document.doc}/${path}`, dotsAt(document, path));
}
