import { unreachable } from '#base/result.ts';
import { emptyDocument } from '#domain/document/document.ts';
import { DocumentDraft, documentWithDraft, emptyDocumentSource } from '#domain/document/document-draft.ts';
import { type Dot, dotOf, hasSeenDot, numberOfDot, type Op } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { ReleaseEntry } from '#sync/protocol/wire.ts';
import { lockLog } from '../db/log-lock.ts';
import type { ServerStore, StoreTransaction } from '../db/open-store.ts';
import { openStoredPayload } from '../db/stored-packs.ts';
import type { EntriesTable } from '../db/tables.ts';
import { listOpenLogs } from '../log/log-registry.ts';
import { decodeErasureEntry } from '../log/write-erasure.ts';
import {
  type ChangedDocument,
  type DocumentChangeOrigin,
  deleteDocuments,
  replacedDocument,
  saveDocumentPlaces,
  saveDocuments,
} from '../projections/document-rows.ts';

/** Rebuild the projections from the entries, log by log, to the same rows. Returns the number of documents. */
export async function rebuildProjections(store: ServerStore): Promise<number> {
  let documents = 0;
  for (const logId of await listOpenLogs(store))
    documents += await store.transaction().execute((tx) => rebuildLogProjections(tx, logId));
  return documents;
}

const rebuiltEntriesAtOnce = 200;

async function rebuildLogProjections(tx: StoreTransaction, logId: LogId): Promise<number> {
  await lockLog(tx, logId);
  await deleteDocuments(tx, logId);

  const fold = new LogProjection();
  for (let place = 0; ; ) {
    const entries = await tx
      .selectFrom('entries')
      .select(['place', 'kind', 'device', 'held', 'received_ms', 'payload'])
      .where('log', '=', logId)
      .where('place', '>', place)
      .orderBy('place')
      .limit(rebuiltEntriesAtOnce)
      .execute();
    for (const entry of entries) {
      await saveDocumentPlaces(tx, logId, entry.place, fold.foldEntry(entry));
      place = entry.place;
    }
    if (entries.length < rebuiltEntriesAtOnce) break;
  }
  await saveDocuments(tx, logId, fold.documents());
  return fold.changed.size;
}

/** Fold of the entries of one log, in the order of their places. */
class LogProjection {
  readonly changed = new Map<
    DocumentId,
    { readonly draft: DocumentDraft; readonly change: DocumentChangeOrigin }
  >();
  readonly #have: Record<DeviceId, number> = {};
  readonly #waiting = new Map<Dot, Op>();

  /** Fold the next entry. Returns the documents that it touches. */
  foldEntry(entry: Pick<EntriesTable, 'place' | 'kind' | 'device' | 'held' | 'received_ms' | 'payload'>) {
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
      replacedDocument(undefined, documentWithDraft(emptyDocument(draft.doc, draft.kind), draft), change),
    );
  }

  #takePack(
    { held, payload }: Pick<EntriesTable, 'held' | 'payload'>,
    changeOrigin: DocumentChangeOrigin,
  ): readonly DocumentId[] {
    const numbers = new Set(JSON.parse(held) as number[]); // written by the judge
    const { ops } = openStoredPayload(payload);
    for (const op of ops) {
      if (numbers.has(numberOfDot(op.dot))) this.#waiting.set(op.dot, op);
      else this.#apply(op, changeOrigin);
      this.#have[changeOrigin.device] = numberOfDot(op.dot);
    }
    return ops.map((op) => op.doc);
  }

  #takeRelease(payload: string, changeOrigin: DocumentChangeOrigin): readonly DocumentId[] {
    const { device, n } = ReleaseContent.parse(JSON.parse(payload));
    return n.flatMap((number) => {
      const op = this.#waiting.get(dotOf(device, number));
      if (op === undefined) return [];
      this.#apply(op, changeOrigin);
      this.#waiting.delete(op.dot);
      return [op.doc];
    });
  }

  /** Remove the erased content of a pack at its original place, which changes the documents from here on. */
  #takeErasure(payload: string, place: number): readonly DocumentId[] {
    const { docs } = decodeErasureEntry(payload);
    for (const documentId of docs) {
      const before = this.changed.get(documentId);
      if (before !== undefined)
        this.changed.set(documentId, { ...before, change: { ...before.change, place } });
    }
    return docs;
  }

  #apply(op: Op, change: DocumentChangeOrigin): void {
    const documentDraft =
      this.changed.get(op.doc)?.draft ?? new DocumentDraft(emptyDocumentSource(op.doc, op.kind));
    documentDraft.apply(op, (dot) => hasSeenDot(this.#have, dot) && !this.#waiting.has(dot));
    this.changed.set(op.doc, { draft: documentDraft, change });
  }
}

const ReleaseContent = ReleaseEntry.unwrap().shape.release;
