import { createHash } from 'node:crypto';
import type { FieldRequestRow, RequestRow } from '#api/requests-api.ts';
import { groupByKey } from '#base/group.ts';
import { compareTexts } from '#base/json.ts';
import { isCausalContextPath } from '#domain/document/causal-context.ts';
import type { Document } from '#domain/document/document.ts';
import { isRemovedWithoutConflict } from '#domain/document/removal-conflicts.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { contentRightsByKind } from '#domain/kinds/rights.ts';
import type { Role } from '#domain/people/role.ts';
import { type AssistanceRequest, readRequest, requestKind, takenOverPath } from '#domain/request/request.ts';
import { readableByPerson } from '../auth/read-conditions.ts';
import { rolesInLog } from '../auth/roles-in-log.ts';
import type { ServerStore } from '../db/open-store.ts';
import { findDeskLog, findProgrammeLog } from '../log/log-registry.ts';
import { loadDocuments } from '../projections/load-documents.ts';

/** Requests of the desk and of missions for one reader, newest first, with the reader's rights at the desk. */
export interface DeskRequests {
  /** `advice` is null: it follows from the linked work (`adviseRequestRows`). */
  readonly requests: readonly RequestRow[];
  readonly fromField: readonly FieldRequestRow[];
  readonly mayRecord: boolean;
  readonly mayDecide: boolean;
}

/**
 * Read all requests of the desk for one of its readers, and those of missions that they read.
 * @param store keeps the read requests for the next reading (`KeptRequests`)
 * @param ownServerStore its view for this person
 */
export async function readDeskRequests(
  store: ServerStore,
  ownServerStore: ServerStore,
  personId: PersonId,
): Promise<DeskRequests> {
  const logId = await findDeskLog(ownServerStore);
  // The desk is opened with the first request; its readers then get the role that they have in the programme.
  const log = logId ?? (await findProgrammeLog(ownServerStore));
  const roles = log === null ? [] : await rolesInLog(ownServerStore, log, personId);
  const rows = await ownServerStore
    .selectFrom('documents')
    .innerJoin('logs', 'logs.log', 'documents.log')
    .select([
      'documents.log',
      'documents.doc',
      'documents.changed_place',
      'documents.register_count',
      'documents.register_bytes',
      'logs.title',
      'logs.kind',
    ])
    .where('documents.kind', '=', requestKind)
    .where((eb) => readableByPerson(personId, eb.ref('documents.log')))
    .orderBy('documents.doc', 'desc')
    .execute();
  const read = await keptRequestsOf(store).readAll(ownServerStore, rows);
  const requestRows = rows.flatMap((row) => {
    const foundReadRequest = row.log === logId ? read.get(row.doc) : undefined;
    return foundReadRequest === undefined ? [] : [toRequestRow(row.doc, foundReadRequest)];
  });
  const takenBy = new Map(
    // The newest counts, as in the register.
    requestRows
      .toReversed()
      .flatMap((requestRow) =>
        requestRow.origin === null ? [] : [[originKeyOf(requestRow.origin), requestRow]],
      ),
  );
  return {
    requests: requestRows,
    fromField: rows.flatMap((row) => {
      const foundReadRequest = row.kind === 'mission' ? read.get(row.doc) : undefined;
      return foundReadRequest === undefined || foundReadRequest.isGone
        ? []
        : [toFieldRow(row, foundReadRequest, takenBy.get(originKeyOf(row)))];
    }),
    mayRecord: hasRight(roles, 'about'),
    mayDecide: hasRight(roles, 'triage'),
  };
}

const hasRight = (roles: readonly Role[], about: 'about' | 'triage'): boolean =>
  roles.some((role) => contentRightsByKind.request[about]?.includes(role));

const originKeyOf = ({ log, doc }: { readonly log: string; readonly doc: string }): string => `${log} ${doc}`;

const toRequestRow = (doc: DocumentId, { seen, request }: ReadRequest): RequestRow => ({
  doc,
  seen,
  ...request,
  advice: null,
});

/** Request of a mission, with the desk's request that it became. */
const toFieldRow = (
  { log, doc, title }: { readonly log: LogId; readonly doc: DocumentId; readonly title: string },
  { seen, request }: ReadRequest,
  taken: RequestRow | undefined,
): FieldRequestRow => ({
  log,
  mission: title,
  doc,
  seen,
  form: request.form,
  taken: taken?.doc ?? null,
  isChanged: taken !== undefined && taken.origin?.seen !== seen,
});

/** Short hash of the heads of a request: neither its removal nor the note that it was taken over changes it. */
export function requestVersionOf({ registers }: Document): string {
  const dots = Object.entries(registers).flatMap(([path, { heads }]) =>
    path === takenOverPath || path === 'removed' || isCausalContextPath(path)
      ? []
      : heads.map(({ dot }): string => dot),
  );
  return createHash('sha256').update(dots.toSorted(compareTexts).join()).digest('base64url').slice(0, 22);
}

/** Request as read from its document. */
interface ReadRequest {
  readonly request: AssistanceRequest;
  readonly seen: string;
  readonly isGone: boolean;
}

interface RequestVersion {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly changed_place: number;
  readonly register_count: number;
  readonly register_bytes: number;
}

/** Most bytes of registers of kept requests, and of one of them; a larger one is read each time. */
const mostKeptBytes = 32 * 1024 * 1024;
const mostKeptBytesOfOne = 64 * 1024;

/**
 * Requests that were read from this store, by the version of their documents. Each console asks every few seconds; only
 * changed ones are read again. A caller first finds the rows that its person may read.
 */
class KeptRequests {
  readonly #kept = new Map<
    DocumentId,
    { readonly version: string; readonly bytes: number; readonly read: ReadRequest }
  >();
  #bytes = 0;

  async readAll(
    ownServerStore: ServerStore,
    rows: readonly RequestVersion[],
  ): Promise<ReadonlyMap<DocumentId, ReadRequest>> {
    const read = new Map<DocumentId, ReadRequest>();
    const missing: RequestVersion[] = [];
    for (const requestVersion of rows) {
      const kept = this.#kept.get(requestVersion.doc);
      if (kept?.version === versionOf(requestVersion)) read.set(requestVersion.doc, kept.read);
      else missing.push(requestVersion);
    }
    for (const [logId, inLog] of groupByKey(missing, (requestVersion) => requestVersion.log)) {
      const documents = await loadDocuments(
        ownServerStore,
        logId,
        inLog.map(({ doc }) => doc),
      );
      for (const requestVersion of inLog) {
        const document = documents.get(requestVersion.doc);
        if (document === undefined) continue;
        const foundReadRequest: ReadRequest = {
          request: readRequest(document),
          seen: requestVersionOf(document),
          isGone: isRemovedWithoutConflict(document),
        };
        read.set(requestVersion.doc, foundReadRequest);
        this.#keep(requestVersion, foundReadRequest);
      }
    }
    return read;
  }

  #keep(requestVersion: RequestVersion, read: ReadRequest): void {
    this.#forget(requestVersion.doc);
    const bytes = requestVersion.register_bytes;
    if (bytes > mostKeptBytesOfOne) return;
    this.#kept.set(requestVersion.doc, { version: versionOf(requestVersion), bytes, read });
    this.#bytes += bytes;
    for (const oldestDocumentId of this.#kept.keys()) {
      if (this.#bytes <= mostKeptBytes) return;
      this.#forget(oldestDocumentId);
    }
  }

  #forget(documentId: DocumentId): void {
    this.#bytes -= this.#kept.get(documentId)?.bytes ?? 0;
    this.#kept.delete(documentId);
  }
}

/** Each change of a document has a place of its own, an erasure too. */
const versionOf = ({ log, changed_place, register_count, register_bytes }: RequestVersion): string =>
  `${log} ${changed_place} ${register_count} ${register_bytes}`;

const keptRequests = new WeakMap<ServerStore, KeptRequests>();

function keptRequestsOf(store: ServerStore): KeptRequests {
  const kept = keptRequests.get(store) ?? new KeptRequests();
  keptRequests.set(store, kept);
  return kept;
}
