import { ok, refuse, type Result } from '#base/result.ts';
import type { DeviceId } from '../ids.ts';
import { clientsAheadOfText } from './merge-text.ts';
import { type ValueOp, type Dot, deviceOfDot, dotOf } from './op.ts';
import type { Path } from './path.ts';
import { parseCausalContext, isCausalContextPath } from './causal-context.ts';
import { isClientIdOf } from './text-update.ts';
import { hasSeenDot, type VersionVector } from './version-vector.ts';

/** Reason why a value op is held (M2, J5): it names values or text of a colleague that did not come yet. */
export type ValueRefusal = { readonly kind: 'aheadOfValue' };

/** Arrived ops of a log, as far as an op names them. */
export interface ArrivedOps {
  readonly have: VersionVector;
  /** Devices that write no more: no op of theirs will come with a number beyond `have`. */
  readonly ended?: ReadonlySet<DeviceId>;
}

/**
 * Admit a value op, or hold it until the ops that it names have come. A device names values that its person saw. A
 * later value would be dead on arrival, or removed with its item, and nobody would have seen it.
 * Source: sync/SPEC.md M2, M5.
 * @param textAt the text at a path of the op's document, as a merged Yjs update in base64
 */
export function admitValue(
  op: ValueOp,
  arrived: ArrivedOps,
  textAt: (path: Path) => string | undefined,
): Result<ValueOp, ValueRefusal> {
  const author = deviceOfDot(op.dot);
  const isAhead =
    dotsReferencedBy(op).some((dot) => isNotYetArrived(dot, author, arrived)) ||
    textsReferencedBy(op).some(([path, vector]) =>
      clientsAheadOfText(vector, textAt(path)).some((client) => !isClientIdOf(client, author)),
    );
  return isAhead ? refuse({ kind: 'aheadOfValue' }) : ok(op);
}

/** Ops of others that must have arrived (`admitValue`): replaced ones, and the last that a removal's writer saw. */
export function dotsReferencedBy(op: ValueOp): readonly Dot[] {
  if (!isCausalContextPath(op.path)) return op.over;
  // Keys of a parsed record are devices; Object.entries forgets that.
  const seen = Object.entries(parseCausalContext(op.value)?.seen ?? {}) as [DeviceId, number][];
  return [...op.over, ...seen.flatMap(([device, n]) => (n > 0 ? [dotOf(device, n)] : []))];
}

/** The texts that a removal's writer saw, with their state vectors. */
export function textsReferencedBy(op: Pick<ValueOp, 'path' | 'value'>): readonly (readonly [Path, string])[] {
  if (!isCausalContextPath(op.path)) return [];
  // Keys of a parsed record are paths; Object.entries forgets that.
  return Object.entries(parseCausalContext(op.value)?.texts ?? {}) as [Path, string][];
}

/** The author's own numbers concern nobody else. */
const isNotYetArrived = (dot: Dot, author: DeviceId, { have, ended }: ArrivedOps): boolean =>
  deviceOfDot(dot) !== author && !hasSeenDot(have, dot) && ended?.has(deviceOfDot(dot)) !== true;
