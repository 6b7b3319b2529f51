import type { OpenProgrammeRequest } from '#api/admin-api.ts';
import type { NamedPerson } from '#api/console-api.ts';
import type { ProgrammeFactChange, ProgrammeOverview, SetProgrammeEndRequest } from '#api/programme-api.ts';
import type { JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { type Document, dotsAt, registerAt } from '#domain/document/document.ts';
import { type DocumentKind, type Dot, deviceOfDot, type Path, pathOf } from '#domain/document/op.ts';
import { type DocumentId, LogId, type PersonId } from '#domain/ids.ts';
import { contentRightsByKind } from '#domain/kinds/rights.ts';
import {
  eraseAfterOfProgramme,
  eraseAfterPath,
  latestProgrammeEndMs,
  programmeDocumentId,
  programmeEndDay,
  programmeEndPath,
  programmeKind,
  programmeStartPath,
  readProgrammeFacts,
} from '#domain/programme/programme.ts';
import { rolesInConsole } from '../auth/roles-in-log.ts';
import { lockSubject, newUuid, type RuntimeDependencies, type StoreTransaction } from '../db/open-store.ts';
import { appendConsoleOps, type ConsoleWriteRefusal } from '../log/append-console-ops.ts';
import { addLog, findProgrammeLog, listProgrammeLogs } from '../log/log-registry.ts';
import { joinRegisters, loadDocuments, parseStoredDocument } from '../projections/load-documents.ts';
import { loadAuthorsByDevice } from './documents.ts';

/**
 * Load the programme's end, from which retention periods run (docs/requirements.md E). Null without an end or
 * programme.
 */
export async function loadProgrammeEndMs(tx: StoreTransaction): Promise<number | null> {
  const ends: (string | null)[] = [];
  for (const logId of await listProgrammeLogs(tx))
    ends.push(programmeEndDay(await loadProgrammeDocument(tx, logId)));
  return latestProgrammeEndMs(ends);
}

/**
 * Set the day on which the programme ends, or clear it. Refuses a person who saw another value than the present one.
 */
export const setProgrammeEnd = (
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  { endsOn, seen }: SetProgrammeEndRequest,
): Promise<Result<true, ProgrammeRefusal>> =>
  writeProgrammeValues(tx, dependencies, personId, () =>
    ok([{ path: programmeEndPath, value: endsOn, seen }]),
  );

/** Change facts of the programme, all or none. Refuses a person who saw another value of one of them. */
export const setProgrammeFacts = (
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  factChanges: readonly ProgrammeFactChange[],
): Promise<Result<true, ProgrammeRefusal>> =>
  writeProgrammeValues(tx, dependencies, personId, () =>
    ok(
      factChanges.map(({ value, seen, ...at }) => ({
        path: 'id' in at ? pathOf(at.list, at.id) : pathOf(at.list),
        value,
        seen,
      })),
    ),
  );

export type OpeningRefusal = ProgrammeRefusal | { readonly kind: 'opened' | 'endsBeforeItStarts' };

/** Open the programme's log, and write its days there. Refuses a headquarters that has one. */
export async function openProgramme(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  { title, startsOn, endsOn }: OpenProgrammeRequest,
): Promise<Result<LogId, OpeningRefusal>> {
  if (startsOn > endsOn) return refuse({ kind: 'endsBeforeItStarts' });
  // Two administrators may open it at once.
  await lockSubject(tx, 'programme');
  if ((await findProgrammeLog(tx)) !== null) return refuse({ kind: 'opened' });
  const logId = LogId.parse(newUuid(dependencies));
  await addLog(tx, dependencies, { log: logId, kind: 'programme', title, country: null });
  const written = await writeProgrammeValues(tx, dependencies, personId, () =>
    ok([
      { path: programmeStartPath, value: startsOn, seen: [] },
      { path: programmeEndPath, value: endsOn, seen: [] },
    ]),
  );
  return written.ok ? ok(logId) : written;
}

/** Read the programme for a person at headquarters; null before it is opened. */
export async function readProgrammeResponse(
  tx: StoreTransaction,
  personId: PersonId,
): Promise<ProgrammeOverview | null> {
  const logId = await findProgrammeLog(tx);
  if (logId === null) return null;
  const { title } = await tx
    .selectFrom('logs')
    .select('title')
    .where('log', '=', logId)
    .executeTakeFirstOrThrow();
  const document = await loadProgrammeDocument(tx, logId);
  const roles = await rolesInConsole(tx, logId, personId);
  const { period, vaults, facts: factWriters } = contentRightsByKind.programme;
  const programmeFacts = readProgrammeFacts(document);
  const mayChangeFacts = roles.some((role) => factWriters?.includes(role));
  return {
    log: logId,
    title: programmeFacts.name.value ?? title,
    endsOn: programmeEndDay(document),
    seen: dotsAt(document, programmeEndPath),
    mayChange: roles.some((role) => period?.includes(role)),
    vaults: {
      eraseAfter: eraseAfterOfProgramme(document),
      seen: dotsAt(document, eraseAfterPath),
      mayChange: roles.some((role) => vaults?.includes(role)),
    },
    facts: {
      ...programmeFacts,
      officers: mayChangeFacts ? programmeFacts.officers : [],
      mayChange: mayChangeFacts,
    },
  };
}

/** Load the programme's document; undefined while nobody wrote one. */
export async function loadProgrammeDocument(
  tx: StoreTransaction,
  logId: LogId,
): Promise<Document | undefined> {
  const documentId = programmeDocumentId(logId);
  return (await loadDocuments(tx, logId, [documentId])).get(documentId);
}

export type ProgrammeRefusal = ConsoleWriteRefusal | { readonly kind: 'noProgramme' | 'moved' };

/** Write to the programme, with the value that the person saw in its place. */
export interface ProgrammeWrite {
  readonly path: Path;
  readonly value: JsonValue;
  readonly seen: readonly Dot[];
}

/**
 * Decide writes on the programme's present document, without a change in between. `R` is the caller's own refusal,
 * after which nothing is written.
 */
type DecideProgrammeWrites<R> = (present: Document | undefined) => Result<readonly ProgrammeWrite[], R>;

/** Write into the programme's document. Refuses a person who saw another value than the present one. */
export async function writeProgrammeValues<R = never>(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  decideProgrammeWrites: DecideProgrammeWrites<R>,
): Promise<Result<true, ProgrammeRefusal | R>> {
  const logId = await findProgrammeLog(tx);
  if (logId === null) return refuse({ kind: 'noProgramme' });
  const documentId = programmeDocumentId(logId);
  const written = await appendConsoleOps<{ readonly kind: 'moved' } | R>(tx, dependencies, {
    person,
    log: logId,
    docs: [documentId],
    decide: (documents) => {
      const present = documents.get(documentId);
      const writes = decideProgrammeWrites(present);
      if (!writes.ok) return writes;
      if (writes.value.some(({ path, seen }) => dotsAt(present, path).join() !== seen.join()))
        return refuse({ kind: 'moved' });
      return ok(
        writes.value.map(({ path, value, seen }) => ({
          doc: documentId,
          kind: programmeKind,
          path,
          value,
          over: seen,
        })),
      );
    },
  });
  return written.ok ? ok(true) : written;
}

/** Published version of an instrument or template: a document of the programme's log, written once. */
interface PublishedDocument {
  readonly document: Document;
  readonly publishedAtMs: number;
  /** Null for a device whose person is unknown. */
  readonly publishedBy: NamedPerson | null;
}

/** Load the versions of one kind that headquarters has published, in no order. */
export async function loadPublishedDocuments(
  tx: StoreTransaction,
  documentKind: DocumentKind,
): Promise<readonly PublishedDocument[]> {
  const logId = await findProgrammeLog(tx);
  if (logId === null) return [];
  const rows = await tx
    .selectFrom('documents')
    .select(['log', 'doc', 'kind'])
    .where('log', '=', logId)
    .where('kind', '=', documentKind)
    .execute();
  const published = (await joinRegisters(tx, rows)).map(parseStoredDocument).flatMap((document) => {
    const [head] = registerAt(document, 'hash')?.heads ?? [];
    return head === undefined
      ? []
      : [{ document, publishedAtMs: head.stamp[0], device: deviceOfDot(head.dot) }];
  });
  const authorsByDevice = await loadAuthorsByDevice(tx, [...new Set(published.map(({ device }) => device))]);
  return published.map(({ device, ...one }) => ({ ...one, publishedBy: authorsByDevice[device] ?? null }));
}

/** Retire a published version, or restore it to use. */
export async function setPublishedStatus(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  { doc, kind, status }: { readonly doc: DocumentId; readonly kind: DocumentKind; readonly status: string },
): Promise<Result<true, ConsoleWriteRefusal | { readonly kind: 'noProgramme' | 'unknown' }>> {
  const logId = await findProgrammeLog(tx);
  if (logId === null) return refuse({ kind: 'noProgramme' });
  const written = await appendConsoleOps<{ readonly kind: 'unknown' }>(tx, dependencies, {
    person,
    log: logId,
    docs: [doc],
    decide: (documents) => {
      const document = documents.get(doc);
      if (document?.kind !== kind) return refuse({ kind: 'unknown' });
      return ok([{ doc, kind, path: pathOf('status'), value: status, over: dotsAt(document, 'status') }]);
    },
  });
  return written.ok ? ok(true) : written;
}
