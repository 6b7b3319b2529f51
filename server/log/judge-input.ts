import type { DocumentSource } from '#domain/document/document-draft.ts';
import {
  type DocumentKind,
  type Dot,
  deviceOfDot,
  dotOf,
  hasSeenDot,
  isTextOp,
  numberOfDot,
  type Op,
  type TextOp,
} from '#domain/document/op.ts';
import { isUnboundClientId } from '#domain/document/text-client-id.ts';
import { parsedUpdateOf } from '#domain/document/text-update.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { dotsReferencedBy, TextRuns } from '#domain/kinds/admit-op.ts';
import { kindDescriptors } from '#domain/kinds/kind-descriptors.ts';
import { knownKindOf } from '#domain/path-rules/path-classes.ts';
import { type LogBeforePack, noTextAuthorship, type TextAuthorship } from '#sync/server/judge-pack.ts';
import { parameterChunksOf, type ServerStore, type StoreTransaction } from '../db/open-store.ts';
import { openStoredPayload } from '../db/stored-packs.ts';

/**
 * Find which dots that these ops name have come and took effect. It says nothing about other dots of the log.
 * @param known a chain of which the caller has read the end already
 */
export async function loadTakenDots(
  tx: StoreTransaction,
  logId: LogId,
  ops: readonly Op[],
  known?: { readonly device: DeviceId; readonly n: number },
): Promise<LogBeforePack> {
  const dots = [...new Set(ops.flatMap((op) => (isTextOp(op) ? [] : dotsReferencedBy(op))))];
  if (dots.length === 0) return { have: {}, held: new Set() };
  const deviceIds = [...new Set(dots.map(deviceOfDot))];
  const otherDeviceIds = deviceIds.filter((device) => device !== known?.device);
  const have = await loadChainEnds(tx, logId, otherDeviceIds);
  if (known !== undefined) have[known.device] = known.n;
  const ahead = [...new Set(dots.filter((dot) => !hasSeenDot(have, dot)).map(deviceOfDot))];
  return {
    have,
    held: await loadHeldDots(tx, logId, deviceIds, dots),
    ended: new Set(ahead.length === 0 ? [] : await loadEndedDevices(tx, ahead)),
  };
}

/** Count for how many further documents the log has room, of each kind of which one of these ops begins one. */
export async function loadDocumentRoom(
  tx: StoreTransaction,
  logId: LogId,
  ops: readonly Op[],
  documents: ReadonlyMap<DocumentId, unknown>,
): Promise<ReadonlyMap<DocumentKind, number>> {
  const room = new Map<DocumentKind, number>();
  for (const documentKind of new Set(ops.flatMap((op) => (documents.has(op.doc) ? [] : [op.kind])))) {
    const knownDocumentKind = knownKindOf(documentKind);
    if (knownDocumentKind === null) continue;
    const { count } = await tx
      .selectFrom('documents')
      .select((eb) => eb.fn.countAll<number | bigint | string>().as('count'))
      .where('log', '=', logId)
      .where('kind', '=', documentKind)
      .executeTakeFirstOrThrow();
    room.set(documentKind, Math.max(0, kindDescriptors[knownDocumentKind].mostPerLog - Number(count)));
  }
  return room;
}

async function loadChainEnds(tx: StoreTransaction, logId: LogId, devices: readonly DeviceId[]) {
  const have: Record<DeviceId, number> = {};
  for (const deviceIds of parameterChunksOf(devices)) {
    const rows = await tx
      .selectFrom('chain_ends')
      .select(['device', 'n'])
      .where('log', '=', logId)
      .where('device', 'in', deviceIds)
      .execute();
    for (const { device, n } of rows) have[device] = n;
  }
  return have;
}

/** Return the devices that were revoked, or continue under another id (P2). */
async function loadEndedDevices(
  tx: StoreTransaction,
  devices: readonly DeviceId[],
): Promise<readonly DeviceId[]> {
  const ended: DeviceId[] = [];
  for (const deviceIds of parameterChunksOf(devices)) {
    const rows = await tx
      .selectFrom('devices')
      .select('device')
      .where('device', 'in', deviceIds)
      .where((eb) =>
        eb.or([
          eb('state', '!=', 'active'),
          eb.exists(
            eb
              .selectFrom('devices as renewed')
              .select('renewed.device')
              .whereRef('renewed.renewed_from', '=', 'devices.device'),
          ),
        ]),
      )
      .execute();
    ended.push(...rows.map(({ device }) => device));
  }
  return ended;
}

async function loadHeldDots(
  tx: StoreTransaction,
  logId: LogId,
  deviceIds: readonly DeviceId[],
  dots: readonly Dot[],
) {
  const heldDots = new Set<Dot>();
  for (const deviceId of deviceIds) {
    const numbers = dots.filter((dot) => deviceOfDot(dot) === deviceId).map(numberOfDot);
    for (const some of parameterChunksOf(numbers)) {
      const rows = await tx
        .selectFrom('held_ops')
        .select('n')
        .where('log', '=', logId)
        .where('device', '=', deviceId)
        .where('n', 'in', some)
        .where('released_place', 'is', null)
        .execute();
      for (const { n } of rows) heldDots.add(dotOf(deviceId, n));
    }
  }
  return heldDots;
}

/** Packs of a device in one document that are searched at once for unbound ids, newest first. */
const maximumSearchedPacks = 100;
const authorPacksAtOnce = 10;

/**
 * Load the authorship of text ops for the judge (M4). Earlier versions of the app write under random ids of Yjs. For
 * those, the author's own packs in the same document prove the owner.
 */
export async function loadTextAuthorship(
  tx: StoreTransaction,
  log: LogId,
  deviceId: DeviceId,
  ops: readonly Op[],
  documents: ReadonlyMap<DocumentId, DocumentSource>,
): Promise<TextAuthorship> {
  const textOps = ops.filter(isTextOp);
  if (textOps.length === 0) return noTextAuthorship;
  const formerDeviceIds = await loadFormerDevices(tx, deviceId);
  const wanted = new Map<DocumentId, Set<string>>();
  for (const op of textOps)
    for (const key of unboundClientsIn(op, documents.get(op.doc)))
      wanted.set(op.doc, (wanted.get(op.doc) ?? new Set()).add(key));
  const used = new Set<string>();
  for (const [doc, keys] of wanted)
    for (const key of await findUsedClientKeys(
      tx,
      { log, doc, devices: [deviceId, ...formerDeviceIds] },
      keys,
    ))
      used.add(key);
  return {
    former: formerDeviceIds,
    usedUnbound: (documentId, path, client) => used.has(textClientKeyOf(documentId, path, client)),
  };
}

const textClientKeyOf = (documentId: DocumentId, path: string, client: number): string =>
  `${documentId} ${path} ${String(client)}`;

/** Return the unbound ids of an op that its text has already. */
function unboundClientsIn(op: TextOp, previousDocumentSource: DocumentSource | undefined): readonly string[] {
  const clients = [...(parsedUpdateOf(op)?.structs.keys() ?? [])].filter(isUnboundClientId);
  if (clients.length === 0) return [];
  const textRuns = TextRuns.fromText(previousDocumentSource?.registers.at(op.path)?.text);
  return clients
    .filter((client) => textRuns.hasClient(client))
    .map((client) => textClientKeyOf(op.doc, op.path, client));
}

/** Return the devices that this one was renewed from (P2), the last first. */
export async function loadFormerDevices(
  tx: ServerStore | StoreTransaction,
  deviceId: DeviceId,
): Promise<readonly DeviceId[]> {
  const formerDeviceIds: DeviceId[] = [];
  for (let one: DeviceId | null = deviceId; one !== null; ) {
    const row: { readonly renewed_from: DeviceId | null } | undefined = await tx
      .selectFrom('devices')
      .select('renewed_from')
      .where('device', '=', one)
      .executeTakeFirst();
    one = row?.renewed_from ?? null;
    if (one !== null) formerDeviceIds.push(one);
  }
  return formerDeviceIds;
}

interface AuthoredDocument {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly devices: readonly DeviceId[];
}

/** Return those of the ids under which these devices wrote before, in ops that count. */
async function findUsedClientKeys(
  tx: StoreTransaction,
  { log, doc, devices }: AuthoredDocument,
  wanted: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const waitingDeviceIds = await tx
    .selectFrom('held_ops')
    .select(['device', 'n'])
    .where('log', '=', log)
    .where('doc', '=', doc)
    .where('device', 'in', devices)
    .where('released_place', 'is', null)
    .execute();
  const heldDots = new Set(waitingDeviceIds.map(({ device, n }) => dotOf(device, n)));
  const used = new Set<string>();
  for (
    let offset = 0;
    offset < maximumSearchedPacks && used.size < wanted.size;
    offset += authorPacksAtOnce
  ) {
    const packs = await tx
      .selectFrom('entries')
      .innerJoin('document_places', (join) =>
        join
          .onRef('document_places.log', '=', 'entries.log')
          .onRef('document_places.place', '=', 'entries.place'),
      )
      .select('entries.payload')
      .where('entries.log', '=', log)
      .where('document_places.doc', '=', doc)
      .where('entries.kind', '=', 'pack')
      .where('entries.device', 'in', devices)
      .orderBy('entries.place', 'desc')
      .limit(authorPacksAtOnce)
      .offset(offset)
      .execute();
    if (packs.length === 0) break;
    // The rest of an erased text has several authors and proves none.
    for (const op of packs.flatMap(({ payload }) => openStoredPayload(payload).ops))
      if (isTextOp(op) && op.doc === doc && op.erased !== true && !heldDots.has(op.dot))
        for (const client of parsedUpdateOf(op)?.structs.keys() ?? []) {
          const key = textClientKeyOf(doc, op.path, client);
          if (wanted.has(key)) used.add(key);
        }
  }
  return used;
}
