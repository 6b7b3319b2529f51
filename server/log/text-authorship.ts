import type { DocumentSource } from '#domain/document/document-draft.ts';
import { dotOf, isTextOp, type Op, type TextOp } from '#domain/document/op.ts';
import { isUnboundClientId } from '#domain/document/text-client-id.ts';
import { parsedUpdateOf } from '#domain/document/text-update.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { TextRuns } from '#domain/kinds/admit-op.ts';
import { noTextAuthorship, type TextAuthorship } from '#sync/server/judge-pack.ts';
import type { ServerStore, StoreTransaction } from '../db/open-store.ts';
import { openStoredPayload } from '../db/stored-packs.ts';

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
