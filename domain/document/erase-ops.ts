import * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import { compareTimestamps } from '../clock/hlc.ts';
import type { Register } from './document.ts';
import { type Dot, deviceOfDot, isTextOp, type Op, type Path, type TextOp } from './op.ts';
import { emptyTextUpdate, mergeTextUpdates, withoutDeletedText, withoutTextContent } from './text-update.ts';

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
 * Return registers in which these erased ops took effect, without their content. This covers content in a snapshot or
 * after pruning. Undefined when nothing in them changes.
 */
export function eraseFromRegisters(
  registers: Readonly<Record<Path, Register>>,
  erasedOps: readonly Op[],
): Readonly<Record<Path, Register>> | undefined {
  const changed: Record<Path, Register> = {};
  for (const op of erasedOps) {
    const previousRegister = changed[op.path] ?? registers[op.path];
    const after = previousRegister && eraseFromRegister(previousRegister, op);
    if (after !== undefined && after !== previousRegister) changed[op.path] = after;
  }
  return Object.keys(changed).length === 0 ? undefined : { ...registers, ...changed };
}

function eraseFromRegister(register: Register, op: Op): Register {
  if (isTextOp(op)) {
    if (register.text === undefined || op.text === emptyTextUpdate) return register;
    return { ...register, text: withoutDeletedText(mergeTextUpdates(register.text, op.text)) };
  }
  if (!register.heads.some(({ dot, value }) => dot === op.dot && value !== null)) return register;
  const empty: JsonValue = null;
  return {
    ...register,
    heads: register.heads.map((head) => (head.dot === op.dot ? { ...head, value: empty } : head)),
  };
}

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
