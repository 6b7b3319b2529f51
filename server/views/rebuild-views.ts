import { unreachable } from '#domain/base/result.ts';
import { DocumentDraft, documentWith, emptySource } from '#domain/document/document-draft.ts';
import { emptyDocument } from '#domain/document/document.ts';
import { type Dot, dotOf, numberOf } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import { hasSeen } from '#domain/document/version-vector.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { ReleaseEntry } from '#sync/protocol/wire.ts';
import { readErasure } from '../erasure/erasure-entry.ts';
import { openLogs } from '../access/open-logs.ts';
import { lockLog } from '../log/log-lock.ts';
import { openStored } from '../log/read-ops.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import type { EntriesTable } from '../store/tables.ts';
import {
  type Change,
  type ChangedDocument,
  deleteDocuments,
  replacedBy,
  saveDocumentPlaces,
  saveDocuments,
} from './document-rows.ts';

/** Drops the views and makes them anew from the entries, log by log, to the same rows. Answers how many documents. */
export async function rebuildViews(store: Store): Promise<number> {
  let documents = 0;
  for (const log of await openLogs(store))
    documents += await store.transaction().execute((tx) => rebuildLog(tx, log));
  return documents;
}

const entriesAtOnce = 200;

async function rebuildLog(tx: StoreTransaction, log: LogId): Promise<number> {
  await lockLog(tx, log);
  await deleteDocuments(tx, log);

  const fold = new LogFold();
  for (let place = 0; ; ) {
    const entries = await tx
      .selectFrom('entries')
      .select(['place', 'kind', 'device', 'held', 'received_ms', 'payload'])
      .where('log', '=', log)
      .where('place', '>', place)
      .orderBy('place')
      .limit(entriesAtOnce)
      .execute();
    for (const entry of entries) {
      await saveDocumentPlaces(tx, log, entry.place, fold.take(entry));
      place = entry.place;
    }
    if (entries.length < entriesAtOnce) break;
  }
  await saveDocuments(tx, log, fold.documents());
  return fold.changed.size;
}

/** What the entries of one log, in the order of their places, make of its documents. */
class LogFold {
  readonly changed = new Map<DocumentId, { readonly draft: DocumentDraft; readonly change: Change }>();
  readonly #have: Record<DeviceId, number> = {};
  readonly #waiting = new Map<Dot, Op>();

  /** Takes the next entry; answers which documents it touches. */
  take(entry: Pick<EntriesTable, 'place' | 'kind' | 'device' | 'held' | 'received_ms' | 'payload'>) {
    const change = { place: entry.place, receivedMs: entry.received_ms, device: entry.device };
    switch (entry.kind) {
      case 'pack':
        return this.#takePack(entry, change);
      case 'release':
        return this.#takeRelease(entry.payload, change);
      case 'erasure':
        return this.#takeErasure(entry.payload, entry.place);
      default:
        return unreachable(entry.kind);
    }
  }

  documents(): readonly ChangedDocument[] {
    return [...this.changed.values()].map(({ draft, change }) =>
      replacedBy(undefined, documentWith(emptyDocument(draft.doc, draft.kind), draft), change),
    );
  }

  #takePack(
    { held, payload }: Pick<EntriesTable, 'held' | 'payload'>,
    change: Change,
  ): readonly DocumentId[] {
    const numbers = new Set(JSON.parse(held) as number[]); // written by the judge
    const { ops } = openStored(payload);
    for (const op of ops) {
      if (numbers.has(numberOf(op.dot))) this.#waiting.set(op.dot, op);
      else this.#apply(op, change);
      this.#have[change.device] = numberOf(op.dot);
    }
    return ops.map((op) => op.doc);
  }

  #takeRelease(payload: string, change: Change): readonly DocumentId[] {
    const { device, n } = Release.parse(JSON.parse(payload));
    return n.flatMap((number) => {
      const op = this.#waiting.get(dotOf(device, number));
      if (op === undefined) return [];
      this.#apply(op, change);
      this.#waiting.delete(op.dot);
      return [op.doc];
    });
  }

  /** The pack is without what was erased from where it stands; from here on the documents are other ones. */
  #takeErasure(payload: string, place: number): readonly DocumentId[] {
    const { docs } = readErasure(payload);
    for (const doc of docs) {
      const before = this.changed.get(doc);
      if (before !== undefined) this.changed.set(doc, { ...before, change: { ...before.change, place } });
    }
    return docs;
  }

  #apply(op: Op, change: Change): void {
    const draft = this.changed.get(op.doc)?.draft ?? new DocumentDraft(emptySource(op.doc, op.kind));
    draft.apply(op, (dot) => hasSeen(this.#have, dot) && !this.#waiting.has(dot));
    this.changed.set(op.doc, { draft, change });
  }
}

const Release = ReleaseEntry.unwrap().shape.release;
