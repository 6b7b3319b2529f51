import {
  type DocumentKind,
  type Dot,
  deviceOfDot,
  dotOf,
  hasSeenDot,
  isTextOp,
  numberOfDot,
  type Op,
} from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { dotsReferencedBy } from '#domain/kinds/admit-op.ts';
import { kindDescriptors } from '#domain/kinds/kind-descriptors.ts';
import { knownKindOf } from '#domain/path-rules/path-classes.ts';
import type { LogBeforePack } from '#sync/server/judge-pack.ts';
import { parameterChunksOf, type StoreTransaction } from '../db/open-store.ts';

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
