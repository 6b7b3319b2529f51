import { ok, refuse, type Result } from '../base/result.ts';
import type { DeviceId } from '../ids.ts';
import { type Dot, deviceOf } from './dot.ts';
import type { ValueOp } from './op.ts';
import { hasSeen, type VersionVector } from './version-vector.ts';

/** Why a value op is held (M2, J5): it replaces a colleague's value that has not come yet. */
export type OverRefusal = { readonly kind: 'aheadOfValue' };

/** The ops of a log that have come, as far as `over` asks. */
export interface Arrived {
  readonly have: VersionVector;
  /** Devices that write no more: nothing of theirs is to come under a number beyond `have`. */
  readonly ended?: ReadonlySet<DeviceId>;
}

/**
 * May this op take effect before its `over` has come? A device names values that its person saw. A value to come that it
 * names would be dead on arrival, and nobody would have seen it. Source: sync/SPEC.md M2.
 */
export const admitOver = (op: ValueOp, arrived: Arrived): Result<ValueOp, OverRefusal> =>
  op.over.some((dot) => isToCome(dot, deviceOf(op.dot), arrived)) ? refuse({ kind: 'aheadOfValue' }) : ok(op);

/** The author's own numbers concern nobody else. */
const isToCome = (dot: Dot, author: DeviceId, { have, ended }: Arrived): boolean =>
  deviceOf(dot) !== author && !hasSeen(have, dot) && ended?.has(deviceOf(dot)) !== true;
