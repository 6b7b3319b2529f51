import * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import { compareTimestamps } from '../clock/hlc.ts';
import { type Dot, deviceOfDot } from './dot.ts';
import { emptyTextUpdate, mergeTextUpdates, withoutDeletedText, withoutTextContent } from './merge-text.ts';
import { isTextOp, type Op, type TextOp } from './op.ts';
import type { Path } from './path.ts';
import type { Register } from './register.ts';

/** What of a register is erased: all that was ever written there, or only what it said before. */
export const ErasedPart = z.enum(['all', 'past']);
export type ErasedPart = z.infer<typeof ErasedPart>;

/** The ops of one register, and what is known of them. */
export interface RegisterOps {
  readonly ops: readonly Op[];
  /** The values that stand there now. */
  readonly heads: ReadonlySet<Dot>;
  readonly isHeld: (dot: Dot) => boolean;
}

/**
 * The ops of a register as they are after an erasure (domain.md E, rules 8 and 9): those that change, each with its dot,
 * its stamp and what it replaces, so that every copy still merges to the same state (M2). Of a text the last update holds
 * what is left of all of them, and the others nothing, so that what somebody typed meanwhile still fits in. An op that
 * is held is nothing that the register says or said: it goes with all, and stays with the past.
 */
export function eraseOpContents({ ops, heads, isHeld }: RegisterOps, part: ErasedPart): readonly Op[] {
  const erased = ops.filter(({ dot }) => part === 'all' || !isHeld(dot));
  const values = erased.flatMap((op) => (isTextOp(op) || (part === 'past' && heads.has(op.dot)) ? [] : [op]));
  const texts = erased.filter(isTextOp);
  return [...values.map(withoutOpContent), ...eraseTextOps(texts, isHeld, part)];
}

/** The op without what it wrote. */
export const withoutOpContent = (op: Op): Op =>
  isTextOp(op) ? { ...op, text: emptyTextUpdate, erased: true } : { ...op, value: null, erased: true };

function eraseTextOps(
  texts: readonly TextOp[],
  isHeld: RegisterOps['isHeld'],
  part: ErasedPart,
): readonly TextOp[] {
  const seen = texts.filter(({ dot }) => !isHeld(dot)).toSorted(compareOpTimestamps);
  const merged = seen.reduce<string | undefined>((text, op) => mergeTextUpdates(text, op.text), undefined);
  const last = seen.at(-1)?.dot;
  const left =
    merged === undefined ? '' : part === 'all' ? withoutTextContent(merged) : withoutDeletedText(merged);
  return texts.map((op) => ({ ...op, text: op.dot === last ? left : emptyTextUpdate, erased: true }));
}

const compareOpTimestamps = (a: Op, b: Op): number =>
  compareTimestamps(
    { stamp: a.stamp, device: deviceOfDot(a.dot) },
    { stamp: b.stamp, device: deviceOfDot(b.dot) },
  );

/**
 * Registers in which these erased ops had taken effect before, as they are without what was erased, wherever their words
 * stand: in what a snapshot or pruning left, too. Undefined when nothing in them is touched.
 */
export function eraseFromRegisters(
  registers: Readonly<Record<Path, Register>>,
  erased: readonly Op[],
): Readonly<Record<Path, Register>> | undefined {
  const changed: Record<Path, Register> = {};
  for (const op of erased) {
    const before = changed[op.path] ?? registers[op.path];
    const after = before && eraseFromRegister(before, op);
    if (after !== undefined && after !== before) changed[op.path] = after;
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
 * An op as it is after two erasures that did not know of each other, one of which is told here; null when it is so already.
 * What is erased in one of them is erased; a text that is in neither whole keeps what both have left.
 */
export function mergeErasure(op: Op, told: Op): Op | null {
  if (told.erased !== true) return null;
  if (op.erased !== true) return told;
  if (!isTextOp(op) || !isTextOp(told) || op.text === emptyTextUpdate || op.text === told.text) return null;
  const text =
    told.text === emptyTextUpdate
      ? emptyTextUpdate
      : withoutDeletedText(mergeTextUpdates(op.text, told.text));
  return text === withoutDeletedText(op.text) ? null : { ...op, text };
}
