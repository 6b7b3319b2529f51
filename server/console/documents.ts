import * as z from 'zod';
import type {
  ConsoleDocumentFacts,
  ConsoleDocumentResponse,
  ConsoleDocumentRow,
  HeldChangeRow,
  NamedPerson,
} from '#api/console-api.ts';
import type { JsonValue } from '#base/json.ts';
import { type DocumentKind, deviceOfDot, isTextOp } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { HoldReason } from '#domain/kinds/admit-op.ts';
import { isReleasableKind, mayReleaseHeldOps } from '#domain/kinds/permit.ts';
import { rolesByLogOf } from '../auth/grants.ts';
import { heldOpVisibleTo, readableByPerson } from '../auth/read-conditions.ts';
import { parameterChunksOf, type ServerStore } from '../db/open-store.ts';
import { readOpsByNumber } from '../db/stored-packs.ts';
import type { DocumentsTable, HeldOpsTable } from '../db/tables.ts';
import { joinRegisters, parseStoredDocument } from '../projections/load-documents.ts';
import { hasSuccessorAssessment } from './review-acts.ts';

/** Read one document with its registers, held ops and people; null when this person may not see it. */
export async function readDocumentResponse(
  store: ServerStore,
  personId: PersonId,
  logId: LogId,
  documentId: DocumentId,
): Promise<ConsoleDocumentResponse | null> {
  const found = await store
    .selectFrom('documents')
    .selectAll()
    .where('log', '=', logId)
    .where('doc', '=', documentId)
    .where((eb) => readableByPerson(personId, eb.ref('documents.log')))
    .executeTakeFirst();
  const [row] = await joinRegisters(store, found === undefined ? [] : [found]);
  const heldOpRows = await readHeldOpRows(store, personId, logId, documentId);
  const [firstHeld] = heldOpRows;
  const roles = (await rolesByLogOf(store, personId)).get(logId) ?? [];
  const heldChanges = await describeHeldOps(store, logId, heldOpRows, mayReleaseHeldOps(roles));
  const deviceIds = new Set<DeviceId>(heldOpRows.map(({ device }) => device));
  if (row === undefined) {
    if (firstHeld === undefined) return null;
    const people = await loadAuthorsByDevice(store, [...deviceIds]);
    return {
      ...toHeldOnlyDocumentRow(logId, documentId, firstHeld.kind, heldOpRows.length),
      registers: {},
      people,
      heldChanges,
      hasSuccessor: false,
    };
  }

  const document = parseStoredDocument(row);
  const { registers } = document;
  for (const { heads } of Object.values(registers))
    for (const { dot } of heads) deviceIds.add(deviceOfDot(dot));
  const authorsByDevice = await loadAuthorsByDevice(store, [...deviceIds.add(row.last_device)]);
  return {
    ...toDocumentRow(logId, row, heldOpRows.length, authorsByDevice),
    registers,
    people: authorsByDevice,
    heldChanges,
    hasSuccessor: await hasSuccessorAssessment(store, logId, document),
  };
}

type HeldOpRow = Pick<HeldOpsTable, 'device' | 'n' | 'kind' | 'path' | 'reason'>;

const readHeldOpRows = (
  store: ServerStore,
  personId: PersonId,
  logId: LogId,
  documentId: DocumentId,
): Promise<readonly HeldOpRow[]> =>
  store
    .selectFrom('held_ops')
    .select(['device', 'n', 'kind', 'path', 'reason'])
    .where('log', '=', logId)
    .where('doc', '=', documentId)
    .where('released_place', 'is', null)
    .where((eb) => readableByPerson(personId, eb.ref('held_ops.log')))
    .where((eb) => heldOpVisibleTo(personId, eb.ref('held_ops.log'), eb.ref('held_ops.device')))
    .orderBy('place')
    .orderBy('n')
    .execute();

async function describeHeldOps(
  store: ServerStore,
  logId: LogId,
  heldOpRows: readonly HeldOpRow[],
  mayAskerRelease: boolean,
): Promise<readonly HeldChangeRow[]> {
  const heldChangeRows: HeldChangeRow[] = [];
  for (const { device, n, kind, path, reason: column } of heldOpRows) {
    const [op] = await readOpsByNumber(store, logId, device, [n]);
    if (op === undefined) continue;
    const holdReason = JSON.parse(column) as HoldReason; // written by the judge
    heldChangeRows.push({
      device,
      n,
      path,
      stamp: op.stamp,
      ...(!isTextOp(op) && { value: op.value }),
      reason: holdReason,
      releasable: mayAskerRelease && isReleasableKind(kind) && isReleasableReason(holdReason),
    });
  }
  return heldChangeRows;
}

/**
 * Return whether a held op can be released. Breaches of the schema or of M4 cannot, for any asker. An op without room
 * can once there is room. One ahead of its text or value can once that has come.
 */
function isReleasableReason({ kind }: HoldReason): boolean {
  return releasableHoldReasons.has(kind);
}
const releasableHoldReasons: ReadonlySet<HoldReason['kind']> = new Set([
  'roleMayNotWrite',
  'roleMayNotFinalize',
  'roleMayNotMove',
  'documentIsFinal',
  'documentFull',
  'registerFull',
  'logFull',
  'aheadOfText',
  'aheadOfValue',
]);

export type AuthorsByDevice = Readonly<Record<DeviceId, NamedPerson>>;

/** Load the authors of these devices. */
export async function loadAuthorsByDevice(
  store: ServerStore,
  devices: readonly DeviceId[],
): Promise<AuthorsByDevice> {
  const people: Record<DeviceId, NamedPerson> = {};
  for (const deviceIds of parameterChunksOf(devices)) {
    const rows = await store
      .selectFrom('devices')
      .innerJoin('persons', 'persons.person', 'devices.person')
      .select(['devices.device', 'persons.person', 'persons.name'])
      .where('devices.device', 'in', deviceIds)
      .execute();
    for (const { device, person, name } of rows) people[device] = { person, name };
  }
  return people;
}

export const textOrNull = (value: JsonValue | undefined): string | null =>
  typeof value === 'string' ? value : null;

/**
 * Return a calendar day, or null for any other value. A projection may hold values that today's schema does not allow.
 */
export const calendarDayOrNull = (value: JsonValue | undefined): string | null =>
  z.iso.date().safeParse(value).success ? textOrNull(value) : null;

/** Parse the facts column of a document for the console. */
export function documentFactsOf(column: string): ConsoleDocumentFacts {
  const facts = JSON.parse(column) as Record<string, JsonValue>; // written by `documentRowOf`
  return {
    institution: textOrNull(facts['institution/name']),
    ...(typeof facts['institution/ref'] === 'string' && { institutionRef: facts['institution/ref'] }),
    institutionType: textOrNull(facts['institution/type']),
    instrument: textOrNull(facts['instrument']),
    answered: countOrZero(facts['answered']),
    sessions: countOrZero(facts['sessions']),
    country: textOrNull(facts['country']),
    from: calendarDayOrNull(facts['from']),
    to: calendarDayOrNull(facts['to']),
  };
}

const countOrZero = (value: JsonValue | undefined): number => (typeof value === 'number' ? value : 0);

const documentListColumns = [
  'doc',
  'kind',
  'title',
  'status',
  'removed',
  'conflicts',
  'facts',
  'changed_ms',
  'last_device',
] as const;
type ListedDocumentRow = Pick<DocumentsTable, (typeof documentListColumns)[number]>;

/** Read all documents of a log that the person may read, newest change first. Those with only held ops come last. */
export async function readDocumentRows(
  store: ServerStore,
  personId: PersonId,
  logId: LogId,
): Promise<readonly ConsoleDocumentRow[]> {
  const documentRows: readonly ListedDocumentRow[] = await store
    .selectFrom('documents')
    .select(documentListColumns)
    .where('log', '=', logId)
    .where((eb) => readableByPerson(personId, eb.ref('documents.log')))
    .orderBy('changed_ms', 'desc')
    .orderBy('doc')
    .execute();
  const held = await countHeldByDocument(store, personId, logId);
  const authorsByDevice = await loadAuthorsByDevice(store, [
    ...new Set(documentRows.map((row) => row.last_device)),
  ]);
  const listedDocumentIds = new Set(documentRows.map((row) => row.doc));
  return [
    ...documentRows.map((documentRow) =>
      toDocumentRow(logId, documentRow, held.get(documentRow.doc)?.count ?? 0, authorsByDevice),
    ),
    ...[...held]
      .filter(([documentId]) => !listedDocumentIds.has(documentId))
      .map(([documentId, { kind, count }]) => toHeldOnlyDocumentRow(logId, documentId, kind, count)),
  ];
}

/** Convert a row of the projection to the console's row. */
function toDocumentRow(
  log: LogId,
  documentRow: ListedDocumentRow,
  held: number,
  authorsByDevice: AuthorsByDevice,
): ConsoleDocumentRow {
  return {
    log,
    doc: documentRow.doc,
    kind: documentRow.kind,
    title: documentRow.title,
    status: documentRow.status,
    removed: documentRow.removed === 1,
    conflicts: documentRow.conflicts,
    held,
    changedAtMs: documentRow.changed_ms,
    lastDevice: documentRow.last_device,
    lastAuthor: authorsByDevice[documentRow.last_device] ?? null,
    facts: documentFactsOf(documentRow.facts),
  };
}

/** Build the row of a document with only held ops. */
const toHeldOnlyDocumentRow = (
  log: LogId,
  doc: DocumentId,
  kind: DocumentKind,
  held: number,
): ConsoleDocumentRow => ({
  log,
  doc,
  kind,
  title: '',
  status: null,
  removed: false,
  conflicts: 0,
  held,
  changedAtMs: null,
  lastDevice: null,
  lastAuthor: null satisfies NamedPerson | null,
  facts: documentFactsOf('{}'),
});

async function countHeldByDocument(store: ServerStore, personId: PersonId, logId: LogId) {
  const rows = await store
    .selectFrom('held_ops')
    .select((eb) => ['doc', eb.fn.min('kind').as('kind'), eb.fn.countAll<number | bigint>().as('held')])
    .where('log', '=', logId)
    .where('released_place', 'is', null)
    .where((eb) => readableByPerson(personId, eb.ref('held_ops.log')))
    .where((eb) => heldOpVisibleTo(personId, eb.ref('held_ops.log'), eb.ref('held_ops.device')))
    .groupBy('doc')
    .orderBy('doc')
    .execute();
  return new Map(rows.map(({ doc, kind, held }) => [doc, { kind, count: Number(held) }]));
}
