import {
  type DBCore,
  type DBCoreKeyRange,
  type DBCoreMutateResponse,
  type DBCoreTable,
  Dexie,
  type Middleware,
} from 'dexie';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { DatabaseResetError } from './disk-failure.ts';
import type { DocumentCache } from './document-cache.ts';
import type { DocumentChange, DocumentRow } from './rows.ts';
import { isDocumentChange, StoredDocument } from './stored-document.ts';

type DocumentKey = readonly [LogId, DocumentId];
type CoreTransaction = Parameters<DBCoreTable['get']>[0]['trans'];

/**
 * Present the table `documents` as whole documents. Below, a document is its row there and its rows in
 * `documentChanges`. A read gets both; a write or deletion of a whole document deletes its changes with it. A put
 * `DocumentChange` goes to `documentChanges`, and counts for live queries as a change of its document.
 */
export const wholeDocumentsMiddleware = (documentCache: DocumentCache): Middleware<DBCore> => ({
  stack: 'dbcore',
  name: 'wholeDocuments',
  level: -5, // below Dexie's own, the lowest of which is -1, and above the encryption
  create: (core) => {
    const tables = new Map<string, DBCoreTable>();
    return {
      ...core,
      transaction: (stores, mode, options) => {
        if (!stores.includes('documents')) return core.transaction(stores, mode, options);
        const all = [...new Set([...stores, 'documentChanges'])];
        const coreTransaction = core.transaction(all, mode, options);
        // Here and not later: Dexie notifies live queries in a `complete` listener that it adds after this.
        if (mode === 'readwrite') documentCache.followTransaction(coreTransaction as unknown as EventTarget); // an IDBTransaction
        return coreTransaction;
      },
      table: (name) => {
        const known = tables.get(name);
        if (known) return known;
        const table =
          name === 'documents'
            ? wholeDocumentsTable(core.table(name), () => core.table('documentChanges'), documentCache)
            : core.table(name);
        tables.set(name, table);
        return table;
      },
    };
  },
});

// No async functions in here: within a transaction nothing but Dexie's own promises may be awaited. `changes` is a
// function: a database of an older version, during its upgrade, has no such table yet.
function wholeDocumentsTable(
  bases: DBCoreTable,
  changes: () => DBCoreTable,
  documentCache: DocumentCache,
): DBCoreTable {
  const changesOf = (trans: CoreTransaction, [logId, documentId]: DocumentKey) =>
    changes()
      .query({
        trans,
        values: true,
        query: {
          index: changes().schema.primaryKey,
          range: {
            type: 2,
            lower: [logId, documentId, Dexie.minKey],
            upper: [logId, documentId, Dexie.maxKey],
          },
        },
      })
      .then(({ result }) => result as DocumentChange[]); // its own rows

  const readMany = (trans: CoreTransaction, documentKeys: readonly DocumentKey[]) => {
    const version = documentCache.version;
    const foundDocuments = documentKeys.map((key) => documentCache.find(key));
    const absent = documentKeys.filter((_key, at) => foundDocuments[at] === undefined);
    if (absent.length === 0)
      return Dexie.Promise.resolve(
        foundDocuments.map((storedDocument) => storedDocument && documentCache.rowOf(storedDocument)),
      );
    return Dexie.Promise.all([
      bases.getMany({ trans, keys: [...absent] }),
      Dexie.Promise.all(absent.map((key) => changesOf(trans, key))),
    ]).then(([rows, changed]) => {
      const read = new Map(
        absent.map((documentKey, at) => [documentKey, [rows[at] as DocumentRow | undefined, changed[at]]]),
      );
      return documentKeys.map((documentKey, at) => {
        const storedDocument = foundDocuments[at];
        if (storedDocument !== undefined) return documentCache.rowOf(storedDocument);
        const [row, ofRow] = read.get(documentKey) ?? [];
        return (
          row &&
          documentCache.keepRead(new StoredDocument(row as DocumentRow, ofRow as DocumentChange[]), version)
        );
      });
    });
  };

  const deleteChanges = (trans: CoreTransaction, [logId, documentId]: DocumentKey): Promise<unknown> =>
    requireSuccess(
      changes().mutate({
        type: 'deleteRange',
        trans,
        range: {
          type: 2,
          lower: [logId, documentId, Dexie.minKey],
          upper: [logId, documentId, Dexie.maxKey],
        },
      }),
    );

  const addChanges = (
    trans: CoreTransaction,
    rows: readonly DocumentChange[],
  ): readonly Promise<unknown>[] => {
    const isThere = ([logId, documentId]: DocumentKey) =>
      bases
        .count({
          trans,
          query: {
            index: bases.schema.primaryKey,
            range: { type: 2, lower: [logId, documentId], upper: [logId, documentId] },
          },
        })
        .then((count) => {
          // Memory has the document and the disk does not.
          if (count === 0) throw new DatabaseResetError('A document was taken away under the store');
        });
    return [
      ...rows.map((row) => isThere(documentKeyOf(row))),
      // `add`: an existing change would mean two writers, and the whole transaction must fail.
      requireSuccess(changes().mutate({ type: 'add', trans, values: rows })),
    ];
  };

  return {
    ...bases,
    get: ({ trans, key }) => readMany(trans, [key as DocumentKey]).then(([row]) => row),
    getMany: ({ trans, keys }) => readMany(trans, keys as DocumentKey[]),
    query: (request) =>
      bases.query(request).then((response) => {
        if (!request.values) return response;
        const baseRows = response.result as DocumentRow[];
        return Dexie.Promise.all(baseRows.map(({ log, doc }) => changesOf(request.trans, [log, doc]))).then(
          (changed) => ({
            result: baseRows.map((row, at) => documentCache.rowOf(new StoredDocument(row, changed[at]))),
          }),
        );
      }),
    openCursor: (request) => {
      if (request.values) throw new Error('Documents are read by their keys or as a list, not by a cursor');
      return bases.openCursor(request);
    },
    mutate: (request) => {
      const { trans } = request;
      switch (request.type) {
        case 'add':
        case 'put': {
          const rows = request.values as readonly (DocumentRow | DocumentChange)[];
          const parts = rows.filter(isDocumentChange);
          const whole = rows.filter((row): row is DocumentRow => !isDocumentChange(row));
          documentCache.markWritten(trans, rows.map(documentKeyOf));
          return Dexie.Promise.all([
            ...(parts.length > 0 ? addChanges(trans, parts) : []),
            ...whole.map((row) => deleteChanges(trans, documentKeyOf(row))),
          ]).then(() =>
            parts.length === 0
              ? bases.mutate(request)
              : bases
                  .mutate({ type: 'put', trans, values: whole })
                  .then((response) => ({ ...response, lastResult: rows.map(documentKeyOf).at(-1) })),
          );
        }
        case 'delete': {
          const documentKeys = request.keys as DocumentKey[];
          documentCache.markWritten(trans, documentKeys);
          return Dexie.Promise.all(documentKeys.map((key) => deleteChanges(trans, key))).then(() =>
            bases.mutate(request),
          );
        }
        case 'deleteRange': {
          documentCache.markWritten(trans, null);
          return requireSuccess(
            changes().mutate({ type: 'deleteRange', trans, range: changesRangeWithin(request.range) }),
          ).then(() => bases.mutate(request));
        }
      }
    },
  };
}

/** Dexie's core returns failures and does not reject; of two tables, one must not continue without the other. */
const requireSuccess = (mutation: Promise<DBCoreMutateResponse>): Promise<DBCoreMutateResponse> =>
  mutation.then((response) => {
    if (response.numFailures > 0)
      throw Object.values(response.failures)[0] ?? new Error('A change of a document was not written');
    return response;
  });

const documentKeyOf = ({ log, doc }: DocumentRow | DocumentChange): DocumentKey => [log, doc];

/** Range of the changes of a range of documents: a document's key sorts before those of its changes. */
function changesRangeWithin(range: DBCoreKeyRange): DBCoreKeyRange {
  const { lower, lowerOpen, upper, upperOpen } = range;
  if (!Array.isArray(lower) || !Array.isArray(upper)) return range;
  return {
    type: 2,
    lower: lowerOpen === true ? [...lower, Dexie.maxKey] : lower,
    upper: upperOpen === true ? upper : [...upper, Dexie.maxKey],
    upperOpen: upperOpen === true,
  };
}
