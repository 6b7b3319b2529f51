import * as z from 'zod';
import type {
  ConsoleDocumentAnswer,
  ConsoleDocumentFacts,
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
import { heldOpVisibleTo, readableByPerson } from '../auth/row-level-security.ts';
import { parameterChunksOf, type ServerStore } from '../db/open-store.ts';
import { readOpsByNumber } from '../db/stored-packs.ts';
import type { DocumentsTable, HeldOpsTable } from '../db/tables.ts';
import { joinRegisters, parseStoredDocument } from '../projections/load-documents.ts';
import { hasSuccessorAssessment } from './review-acts.ts';

/** Read one document with its registers, held ops and people; null when this person may not see it. */
export async function readDocumentAnswer(
  store: ServerStore,
  person: PersonId,
  log: LogId,
  doc: DocumentId,
): Promise<ConsoleDocumentAnswer | null> {
  const found = await store
    .selectFrom('documents')
    .selectAll()
    .where('log', '=', log)
    .where('doc', '=', doc)
    .where((eb) => readableByPerson(person, eb.ref('documents.log')))
    .executeTakeFirst();
  const [row] = await joinRegisters(store, found === undefined ? [] : [found]);
  const held = await readHeldOpRows(store, person, log, doc);
  const [firstHeld] = held;
  const roles = (await rolesByLogOf(store, person)).get(log) ?? [];
  const heldChanges = await describeHeldOps(store, log, held, mayReleaseHeldOps(roles));
  const devices = new Set<DeviceId>(held.map(({ device }) => device));
  if (row === undefined) {
    if (firstHeld === undefined) return null;
    const people = await loadAuthorsByDevice(store, [...devices]);
    return {
      ...toHeldOnlyDocumentRow(log, doc, firstHeld.kind, held.length),
      registers: {},
      people,
      heldChanges,
      hasSuccessor: false,
    };
  }

  const document = parseStoredDocument(row);
  const { registers } = document;
  for (const { heads } of Object.values(registers))
    for (const { dot } of heads) devices.add(deviceOfDot(dot));
  const people = await loadAuthorsByDevice(store, [...devices.add(row.last_device)]);
  return {
    ...toDocumentRow(log, row, held.length, people),
    registers,
    people,
    heldChanges,
    hasSuccessor: await hasSuccessorAssessment(store, log, document),
  };
}

type HeldOpRow = Pick<HeldOpsTable, 'device' | 'n' | 'kind' | 'path' | 'reason'>;

const readHeldOpRows = (
  store: ServerStore,
  person: PersonId,
  log: LogId,
  doc: DocumentId,
): Promise<readonly HeldOpRow[]> =>
  store
    .selectFrom('held_ops')
    .select(['device', 'n', 'kind', 'path', 'reason'])
    .where('log', '=', log)
    .where('doc', '=', doc)
    .where('released_place', 'is', null)
    .where((eb) => readableByPerson(person, eb.ref('held_ops.log')))
    .where((eb) => heldOpVisibleTo(person, eb.ref('held_ops.log'), eb.ref('held_ops.device')))
    .orderBy('place')
    .orderBy('n')
    .execute();

async function describeHeldOps(
  store: ServerStore,
  log: LogId,
  held: readonly HeldOpRow[],
  mayAskerRelease: boolean,
): Promise<readonly HeldChangeRow[]> {
  const changes: HeldChangeRow[] = [];
  for (const { device, n, kind, path, reason: column } of held) {
    const [op] = await readOpsByNumber(store, log, device, [n]);
    if (op === undefined) continue;
    const reason = JSON.parse(column) as HoldReason; // written by the judge
    changes.push({
      device,
      n,
      path,
      stamp: op.stamp,
      ...(!isTextOp(op) && { value: op.value }),
      reason,
      releasable: mayAskerRelease && isReleasableKind(kind) && isReleasableReason(reason),
    });
  }
  return changes;
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
  for (const some of parameterChunksOf(devices)) {
    const rows = await store
      .selectFrom('devices')
      .innerJoin('persons', 'persons.person', 'devices.person')
      .select(['devices.device', 'persons.person', 'persons.name'])
      .where('devices.device', 'in', some)
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
  person: PersonId,
  log: LogId,
): Promise<readonly ConsoleDocumentRow[]> {
  const rows: readonly ListedDocumentRow[] = await store
    .selectFrom('documents')
    .select(documentListColumns)
    .where('log', '=', log)
    .where((eb) => readableByPerson(person, eb.ref('documents.log')))
    .orderBy('changed_ms', 'desc')
    .orderBy('doc')
    .execute();
  const held = await countHeldByDocument(store, person, log);
  const people = await loadAuthorsByDevice(store, [...new Set(rows.map((row) => row.last_device))]);
  const listed = new Set(rows.map((row) => row.doc));
  return [
    ...rows.map((row) => toDocumentRow(log, row, held.get(row.doc)?.count ?? 0, people)),
    ...[...held]
      .filter(([doc]) => !listed.has(doc))
      .map(([doc, { kind, count }]) => toHeldOnlyDocumentRow(log, doc, kind, count)),
  ];
}

/** Convert a row of the projection to the console's row. */
function toDocumentRow(
  log: LogId,
  row: ListedDocumentRow,
  held: number,
  people: AuthorsByDevice,
): ConsoleDocumentRow {
  return {
    log,
    doc: row.doc,
    kind: row.kind,
    title: row.title,
    status: row.status,
    removed: row.removed === 1,
    conflicts: row.conflicts,
    held,
    changedAtMs: row.changed_ms,
    lastDevice: row.last_device,
    lastAuthor: people[row.last_device] ?? null,
    facts: documentFactsOf(row.facts),
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

async function countHeldByDocument(store: ServerStore, person: PersonId, log: LogId) {
  const rows = await store
    .selectFrom('held_ops')
    .select((eb) => ['doc', eb.fn.min('kind').as('kind'), eb.fn.countAll<number | bigint>().as('held')])
    .where('log', '=', log)
    .where('released_place', 'is', null)
    .where((eb) => readableByPerson(person, eb.ref('held_ops.log')))
    .where((eb) => heldOpVisibleTo(person, eb.ref('held_ops.log'), eb.ref('held_ops.device')))
    .groupBy('doc')
    .orderBy('doc')
    .execute();
  return new Map(rows.map(({ doc, kind, held }) => [doc, { kind, count: Number(held) }]));
}
