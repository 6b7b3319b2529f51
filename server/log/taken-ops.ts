import { dotsNamedBy } from '#domain/document/admit-value.ts';
import { type Dot, deviceOf, dotOf, numberOf } from '#domain/document/dot.ts';
import { isTextOp, type Op } from '#domain/document/op.ts';
import { hasSeen } from '#domain/document/version-vector.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { LogBefore } from '#sync/server/judge.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import { chunksOf } from './chunks.ts';

/**
 * Which of the dots that these ops name have come and took effect. It says nothing about other dots of the log. `known`:
 * a chain whose end the caller has read already.
 */
export async function loadTaken(
  tx: StoreTransaction,
  log: LogId,
  ops: readonly Op[],
  known?: { readonly device: DeviceId; readonly n: number },
): Promise<LogBefore> {
  const dots = [...new Set(ops.flatMap((op) => (isTextOp(op) ? [] : dotsNamedBy(op))))];
  if (dots.length === 0) return { have: {}, held: new Set() };
  const devices = [...new Set(dots.map(deviceOf))];
  const others = devices.filter((device) => device !== known?.device);
  const have = await loadEnds(tx, log, others);
  if (known !== undefined) have[known.device] = known.n;
  const ahead = [...new Set(dots.filter((dot) => !hasSeen(have, dot)).map(deviceOf))];
  return {
    have,
    held: await loadHeld(tx, log, devices, dots),
    ended: new Set(ahead.length === 0 ? [] : await loadEnded(tx, ahead)),
  };
}

async function loadEnds(tx: StoreTransaction, log: LogId, devices: readonly DeviceId[]) {
  const have: Record<DeviceId, number> = {};
  for (const some of chunksOf(devices)) {
    const rows = await tx
      .selectFrom('chain_ends')
      .select(['device', 'n'])
      .where('log', '=', log)
      .where('device', 'in', some)
      .execute();
    for (const { device, n } of rows) have[device] = n;
  }
  return have;
}

/** Those of the devices that were revoked, or go on under another id (P2). */
async function loadEnded(tx: StoreTransaction, devices: readonly DeviceId[]): Promise<readonly DeviceId[]> {
  const ended: DeviceId[] = [];
  for (const some of chunksOf(devices)) {
    const rows = await tx
      .selectFrom('devices')
      .select('device')
      .where('device', 'in', some)
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

async function loadHeld(
  tx: StoreTransaction,
  log: LogId,
  devices: readonly DeviceId[],
  dots: readonly Dot[],
) {
  const held = new Set<Dot>();
  for (const device of devices) {
    const numbers = dots.filter((dot) => deviceOf(dot) === device).map(numberOf);
    for (const some of chunksOf(numbers)) {
      const rows = await tx
        .selectFrom('held_ops')
        .select('n')
        .where('log', '=', log)
        .where('device', '=', device)
        .where('n', 'in', some)
        .where('released_place', 'is', null)
        .execute();
      for (const { n } of rows) held.add(dotOf(device, n));
    }
  }
  return held;
}
