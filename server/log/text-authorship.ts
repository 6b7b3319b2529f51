import { TextRuns } from '#domain/document/admit-text.ts';
import type { DocumentSource } from '#domain/document/document-draft.ts';
import { dotOf } from '#domain/document/dot.ts';
import { isTextOp, type Op, type TextOp } from '#domain/document/op.ts';
import { updateOf } from '#domain/document/text-update.ts';
import { isUnboundWriter } from '#domain/document/text-writer.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { noTextBefore, type TextAuthorship } from '#sync/server/judge-texts.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { openStored } from './read-ops.ts';

/** Packs of a device in one document that are looked through for unbound ids, newest first, so many at once. */
const mostPacks = 100;
const packsAtOnce = 10;

/**
 * What the judge asks of the author of text ops (M4). Of ops that go on under ids which Yjs drew by chance, as earlier
 * versions of the app do, the author's own packs in the same document tell whose the ids are.
 */
export async function loadTextAuthorship(
  tx: StoreTransaction,
  log: LogId,
  device: DeviceId,
  ops: readonly Op[],
  documents: ReadonlyMap<DocumentId, DocumentSource>,
): Promise<TextAuthorship> {
  const texts = ops.filter(isTextOp);
  if (texts.length === 0) return noTextBefore;
  const former = await formerDevices(tx, device);
  const wanted = new Map<DocumentId, Set<string>>();
  for (const op of texts)
    for (const key of unboundIn(op, documents.get(op.doc)))
      wanted.set(op.doc, (wanted.get(op.doc) ?? new Set()).add(key));
  const used = new Set<string>();
  for (const [doc, keys] of wanted)
    for (const key of await usedAmong(tx, { log, doc, devices: [device, ...former] }, keys)) used.add(key);
  return { former, usedUnbound: (doc, path, client) => used.has(keyOf(doc, path, client)) };
}

const keyOf = (doc: DocumentId, path: string, client: number): string => `${doc} ${path} ${String(client)}`;

/** Unbound ids under which an op writes that its text has already. */
function unboundIn(op: TextOp, before: DocumentSource | undefined): readonly string[] {
  const clients = [...(updateOf(op)?.structs.keys() ?? [])].filter(isUnboundWriter);
  if (clients.length === 0) return [];
  const runs = TextRuns.of(before?.registers.at(op.path)?.text);
  return clients.filter((client) => runs.has(client)).map((client) => keyOf(op.doc, op.path, client));
}

/** The devices that this one was renewed from (P2), the last first. */
export async function formerDevices(
  tx: Store | StoreTransaction,
  device: DeviceId,
): Promise<readonly DeviceId[]> {
  const former: DeviceId[] = [];
  for (let one: DeviceId | null = device; one !== null; ) {
    const row: { readonly renewed_from: DeviceId | null } | undefined = await tx
      .selectFrom('devices')
      .select('renewed_from')
      .where('device', '=', one)
      .executeTakeFirst();
    one = row?.renewed_from ?? null;
    if (one !== null) former.push(one);
  }
  return former;
}

interface Authored {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly devices: readonly DeviceId[];
}

/** Those of the wanted ids under which these devices wrote before, in ops that count. */
async function usedAmong(
  tx: StoreTransaction,
  { log, doc, devices }: Authored,
  wanted: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const waiting = await tx
    .selectFrom('held_ops')
    .select(['device', 'n'])
    .where('log', '=', log)
    .where('doc', '=', doc)
    .where('device', 'in', devices)
    .where('released_place', 'is', null)
    .execute();
  const held = new Set(waiting.map(({ device, n }) => dotOf(device, n)));
  const used = new Set<string>();
  for (let offset = 0; offset < mostPacks && used.size < wanted.size; offset += packsAtOnce) {
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
      .limit(packsAtOnce)
      .offset(offset)
      .execute();
    if (packs.length === 0) break;
    // What is left of an erased text is of several authors, and tells of none.
    for (const op of packs.flatMap(({ payload }) => openStored(payload).ops))
      if (isTextOp(op) && op.doc === doc && op.erased !== true && !held.has(op.dot))
        for (const client of updateOf(op)?.structs.keys() ?? []) {
          const key = keyOf(doc, op.path, client);
          if (wanted.has(key)) used.add(key);
        }
  }
  return used;
}
