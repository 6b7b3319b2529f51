import { admitOp, type HoldReason } from '#domain/document/admit-op.ts';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import { type Stamp, tick } from '#domain/clock/hlc.ts';
import { dotsAt } from '#domain/document/document.ts';
import { type Dot, deviceOf, dotOf } from '#domain/document/dot.ts';
import { isTextOp, type Op } from '#domain/document/op.ts';
import type { Path } from '#domain/document/path.ts';
import { contextOf, removedBy } from '#domain/document/removal-context.ts';
import { seenUpTo } from '#domain/document/version-vector.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { stayReason, type StaysOnDevice } from '#domain/privacy/field-policy.ts';
import { limits } from '#sync/protocol/limits.ts';
import type { LogWork } from './log-work.ts';
import { valueBytes } from './waiting.ts';
import type { RegisterWrite } from './store-api.ts';

/** Why a device does not make an op: the first write of the batch that may not be. */
export interface WriteRefusal {
  readonly path: Path;
  readonly reason: HoldReason | StaysOnDevice;
}

export interface Writer {
  readonly device: DeviceId;
  readonly roles: readonly Role[];
  readonly clock: Stamp;
  /** Corrected by headquarters' clock once that is known. */
  readonly nowMs: number;
}

/**
 * The ops of one batch of writes, each seeing the ones before it, taken into `work`; with each removal goes its context
 * (M5). Refuses the whole batch when one of them may not be made; `work` is then not to be saved.
 */
export function buildOps(
  work: LogWork,
  writes: readonly RegisterWrite[],
  writer: Writer,
): Result<readonly Op[], WriteRefusal> {
  const ops: Op[] = [];
  let { clock } = writer;
  const left = [...writes];
  for (let write = left.shift(); write !== undefined; write = left.shift()) {
    clock = tick(clock, writer.nowMs);
    const op = opOfWrite(work, write, writer.device, clock);
    const refusal = refusalOf(op, writer.roles, work);
    if (refusal) return refuse({ path: write.path, reason: refusal });
    // Only a removal looks at more than its own register.
    const before = removedBy(op.path) === null ? undefined : work.document(op.doc);
    work.take(op, false);
    ops.push(op);
    const context = contextOf(op, before);
    if (context !== null) left.unshift({ ...context, doc: op.doc, kind: op.kind, over: [] });
  }
  return ok(ops);
}

function refusalOf(op: Op, roles: readonly Role[], work: LogWork): WriteRefusal['reason'] | null {
  const admitted = admitOp(op, roles, work.view(op.doc));
  if (!admitted.ok) return admitted.refusal;
  const room = work.checkRoom(op);
  if (!room.ok) return room.refusal;
  const isTooLarge = valueBytes(op) > largestBytes(op);
  return stayReason(op) ?? (isTooLarge ? { kind: 'invalidValue', path: op.path } : null);
}

// A text update has no limit of its own, but must fit into one pack with its envelope.
const largestBytes = (op: Op): number => (isTextOp(op) ? limits.packBytes - 4_096 : limits.valueBytes);

function opOfWrite(work: LogWork, write: RegisterWrite, device: DeviceId, stamp: Stamp): Op {
  const { doc, kind, path } = write;
  const address = { dot: dotOf(device, seenUpTo(work.row.have, device) + 1), stamp, doc, kind, path };
  if ('text' in write) return { ...address, text: write.text };
  return { ...address, over: replacedBy(work, write, device), value: write.value };
}

/**
 * Of the register's heads the ones that the person saw, and those that this device wrote itself: its own earlier value
 * is never a conflict. A head that came meanwhile stays beside the new value (M1).
 */
function replacedBy(
  work: LogWork,
  write: RegisterWrite & { readonly over: readonly Dot[] },
  device: DeviceId,
): readonly Dot[] {
  return dotsAt(work.view(write.doc), write.path).filter(
    (dot) => deviceOf(dot) === device || write.over.includes(dot),
  );
}
