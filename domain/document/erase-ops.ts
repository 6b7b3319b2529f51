import * as z from 'zod';
import { compareTimestamps } from '../clock/hlc.ts';
import { type Dot, deviceOfDot, isTextOp, type Op, type TextOp } from './op.ts';
import { withoutDeletedText, withoutTextContent } from './text-erasure.ts';
import { emptyTextUpdate, mergeTextUpdates } from './text-update.ts';

/** Erased part of a register: everything that was ever written there, or only its earlier values. */
export const ErasedPart = z.enum(['all', 'past']);
export type ErasedPart = z.infer<typeof ErasedPart>;

/** The ops of one register, with its heads and held ops. */
interface RegisterOps {
  readonly ops: readonly Op[];
  /** Dots of the present values. */
  readonly heads: ReadonlySet<Dot>;
  readonly isHeld: (dot: Dot) => boolean;
}

/**
 * Return the changed ops of a register after an erasure (docs/requirements.md E8, E9). Each keeps its dot, timestamp
 * and `over`, so every copy merges to the same state (M2). The last update of a text holds the rest of all updates,
 * the others nothing: later typing still fits in. A held op is no value of the register. It is erased with `all`, and
 * kept with `past`.
 */
export function eraseOpContents({ ops, heads, isHeld }: RegisterOps, erasedPart: ErasedPart): readonly Op[] {
  const erasedOps = ops.filter(({ dot }) => erasedPart === 'all' || !isHeld(dot));
  const valueOps = erasedOps.flatMap((op) =>
    isTextOp(op) || (erasedPart === 'past' && heads.has(op.dot)) ? [] : [op],
  );
  const textOps = erasedOps.filter(isTextOp);
  return [...valueOps.map(withoutOpContent), ...eraseTextOps(textOps, isHeld, erasedPart)];
}

/** Return the op without its content. */
export const withoutOpContent = (op: Op): Op =>
  isTextOp(op) ? { ...op, text: emptyTextUpdate, erased: true } : { ...op, value: null, erased: true };

function eraseTextOps(
  textOps: readonly TextOp[],
  isHeld: RegisterOps['isHeld'],
  erasedPart: ErasedPart,
): readonly TextOp[] {
  const seen = textOps.filter(({ dot }) => !isHeld(dot)).toSorted(compareOpTimestamps);
  const merged = seen.reduce<string | undefined>((text, op) => mergeTextUpdates(text, op.text), undefined);
  const lastDot = seen.at(-1)?.dot;
  const left =
    merged === undefined
      ? ''
      : erasedPart === 'all'
        ? withoutTextContent(merged)
        : withoutDeletedText(merged);
  return textOps.map((op) => ({ ...op, text: op.dot === lastDot ? left : emptyTextUpdate, erased: true }));
}

const compareOpTimestamps = (a: Op, b: Op): number =>
  compareTimestamps(
    { stamp: a.stamp, device: deviceOfDot(a.dot) },
    { stamp: b.stamp, device: deviceOfDot(b.dot) },
  );

/**
 * Merge an erasure from elsewhere into an op; null when it changes nothing. Two erasures may not know of each other.
 * Content that one of them erased is erased. A text that is whole in neither keeps the content that both left.
 */
export function mergeErasure(op: Op, arrivedOp: Op): Op | null {
  if (arrivedOp.erased !== true) return null;
  if (op.erased !== true) return arrivedOp;
  if (!isTextOp(op) || !isTextOp(arrivedOp) || op.text === emptyTextUpdate || op.text === arrivedOp.text)
    return null;
  const text =
    arrivedOp.text === emptyTextUpdate
      ? emptyTextUpdate
      : withoutDeletedText(mergeTextUpdates(op.text, arrivedOp.text));
  return text === withoutDeletedText(op.text) ? null : { ...op, text };
}
