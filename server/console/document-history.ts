import type { HistoryOp, HistoryResponse, NamedPerson } from '#api/console-api.ts';
import { isCausalContextPath } from '#domain/document/causal-context.ts';
import { deviceOfDot, isTextOp, type Op } from '#domain/document/op.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { heldOpVisibleTo, readableByPerson } from '../auth/read-conditions.ts';
import type { ServerStore } from '../db/open-store.ts';
import { openStoredPayload } from '../db/stored-packs.ts';
import type { HeldOpsTable } from '../db/tables.ts';
import { type AuthorsByDevice, loadAuthorsByDevice } from './documents.ts';

const historyPageEntries = 100;

/**
 * Read the ops of a document, newest place first, one page of entries at a time. Empty for a person who may not read
 * the log.
 */
export async function readDocumentHistory(
  store: ServerStore,
  personId: PersonId,
  logId: LogId,
  documentId: DocumentId,
  before: number | undefined,
): Promise<HistoryResponse> {
  const entries = await store
    .selectFrom('document_places')
    .innerJoin('entries', (join) =>
      join
        .onRef('entries.log', '=', 'document_places.log')
        .onRef('entries.place', '=', 'document_places.place'),
    )
    .select(['entries.place', 'entries.received_ms', 'entries.payload'])
    .where('document_places.log', '=', logId)
    .where('document_places.doc', '=', documentId)
    .where('document_places.place', '<', before ?? Number.MAX_SAFE_INTEGER)
    .where((eb) => readableByPerson(personId, eb.ref('document_places.log')))
    // A release is shown beside its op, and an erasure at the erased value.
    .where('entries.kind', '=', 'pack')
    .orderBy('document_places.place', 'desc')
    .limit(historyPageEntries)
    .execute();
  const opened = entries.map((entry) => ({
    ...entry,
    ops: openStoredPayload(entry.payload)
      .ops.filter((op) => op.doc === documentId && !isCausalContextPath(op.path))
      .reverse(),
  }));
  const deviceIds = new Set(opened.flatMap(({ ops }) => ops.map((op) => deviceOfDot(op.dot))));
  const authorsByDevice = await loadAuthorsByDevice(store, [...deviceIds]);
  const held = await readHeldOpsByDot(store, personId, logId, documentId);
  const ops = opened.flatMap(({ place, received_ms, ops: some }) =>
    some
      .filter((op) => isHistoryOpShown(held.get(op.dot)))
      .map((op) => toHistoryOp(op, place, received_ms, authorsByDevice, held.get(op.dot))),
  );
  return { ops, before: entries.length < historyPageEntries ? null : (entries.at(-1)?.place ?? null) };
}

type HeldHistoryOp = Pick<HeldOpsTable, 'device' | 'n' | 'reason' | 'released_place'> & {
  readonly by: NamedPerson | null;
  readonly sees: boolean;
};

/** Return whether the op is shown: held ones only to their author and to those who may release them (J5). */
const isHistoryOpShown = (heldHistoryOp: HeldHistoryOp | undefined): boolean =>
  heldHistoryOp === undefined || heldHistoryOp.released_place !== null || heldHistoryOp.sees;

async function readHeldOpsByDot(
  store: ServerStore,
  personId: PersonId,
  logId: LogId,
  documentId: DocumentId,
): Promise<ReadonlyMap<string, HeldHistoryOp>> {
  const rows = await store
    .selectFrom('held_ops')
    .leftJoin('entries', (join) =>
      join.onRef('entries.log', '=', 'held_ops.log').onRef('entries.place', '=', 'held_ops.released_place'),
    )
    .leftJoin('persons', 'persons.person', 'entries.brought_by')
    .select(['held_ops.device', 'held_ops.n', 'held_ops.reason', 'held_ops.released_place'])
    .select(['persons.person', 'persons.name'])
    .select((eb) =>
      eb
        .case()
        .when(heldOpVisibleTo(personId, eb.ref('held_ops.log'), eb.ref('held_ops.device')))
        .then(1)
        .else(0)
        .end()
        .as('sees'),
    )
    .where('held_ops.log', '=', logId)
    .where('held_ops.doc', '=', documentId)
    .execute();
  return new Map(
    rows.map(({ person: releaser, name, sees, ...row }) => [
      `${row.device}.${row.n}`,
      {
        ...row,
        sees: sees === 1,
        by: releaser === null || name === null ? null : { person: releaser, name },
      },
    ]),
  );
}

function toHistoryOp(
  op: Op,
  place: number,
  receivedAtMs: number,
  authorsByDevice: AuthorsByDevice,
  heldHistoryOp: HeldHistoryOp | undefined,
): HistoryOp {
  const deviceId = deviceOfDot(op.dot);
  const isReleased = heldHistoryOp !== undefined && heldHistoryOp.released_place !== null;
  return {
    dot: op.dot,
    device: deviceId,
    author: authorsByDevice[deviceId] ?? null,
    path: op.path,
    stamp: op.stamp,
    place,
    receivedAtMs,
    state: heldHistoryOp === undefined ? 'counts' : isReleased ? 'released' : 'held',
    ...(heldHistoryOp !== undefined && { reason: holdReasonKindOf(heldHistoryOp) }),
    ...(isReleased && heldHistoryOp.by !== null && { releasedBy: heldHistoryOp.by }),
    over: isTextOp(op) ? [] : op.over,
    ...(!isTextOp(op) && { value: op.value }),
    ...(op.erased && { erased: true as const }),
  };
}

const holdReasonKindOf = (heldHistoryOp: HeldHistoryOp): string =>
  (JSON.parse(heldHistoryOp.reason) as { kind: string }).kind;
