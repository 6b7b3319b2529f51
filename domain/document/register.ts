import * as z from 'zod';
import { areJsonEqual, JsonValue } from '#base/json.ts';
import { compareTimestamps, HlcTimestamp } from '../clock/hlc.ts';
import { mergeTextUpdates } from './merge-text.ts';
import { isTextOp, type Op, type ValueOp, Dot, deviceOfDot } from './op.ts';

/** A value that no known op has replaced. */
export const Head = z.readonly(z.object({ dot: Dot, stamp: HlcTimestamp, value: JsonValue }));
export type Head = z.infer<typeof Head>;

/**
 * State of one path (M1). `heads`: one is the value, several are a conflict. `dead`: dots that were replaced before
 * they came (M2). `text`: all text updates merged (M4). Both lists are sorted, so equal states are equal JSON.
 */
export const Register = z.readonly(
  z.object({
    heads: z.readonly(z.array(Head)),
    dead: z.readonly(z.array(Dot)).optional(),
    text: z.base64().optional(),
  }),
);
export type Register = z.infer<typeof Register>;

export const unwrittenRegister: Register = { heads: [] };

/**
 * Apply an op that the register has not taken yet. Any order of ops gives the same register (M2). Dots of other
 * registers in `over` have no effect.
 * @param hasTaken whether an op took effect before this one: its dot is in the log's seen set and it is not held. It
 * decides whether a replaced dot is gone or still to come.
 */
export function applyOpToRegister(register: Register, op: Op, hasTaken: (dot: Dot) => boolean): Register {
  if (!isTextOp(op)) return applyValueOp(register, op, hasTaken);
  return { ...withoutDeadDot(register, op.dot), text: mergeTextUpdates(register.text, op.text) };
}

function applyValueOp(register: Register, op: ValueOp, hasTaken: (dot: Dot) => boolean): Register {
  const isReplaced = op.over.includes(op.dot) || register.dead?.includes(op.dot);
  const dead = new Set(register.dead);
  for (const dot of op.over) if (!hasTaken(dot)) dead.add(dot);
  dead.delete(op.dot);

  const heads = register.heads.filter((head) => !op.over.includes(head.dot));
  if (!isReplaced) heads.push({ dot: op.dot, stamp: op.stamp, value: op.value });
  return withDeadDots({ ...register, heads: heads.sort((a, b) => compareDots(a.dot, b.dot)) }, dead);
}

/** Return the register after an op with this dot took effect, here or elsewhere: it will not come again. */
export const withoutDeadDot = (register: Register, dot: Dot): Register =>
  register.dead?.includes(dot)
    ? withDeadDots(register, new Set(register.dead.filter((one) => one !== dot)))
    : register;

function withDeadDots(register: Register, dead: ReadonlySet<Dot>): Register {
  const { dead: _, ...rest } = register;
  return dead.size === 0 ? rest : { ...rest, dead: [...dead].sort(compareDots) };
}

/** The head to show first: the one with the highest timestamp. Undefined when nothing was written. */
export function shownHead(register: Register | undefined): Head | undefined {
  return register?.heads.reduce<Head | undefined>(
    (best, head) =>
      best === undefined || compareTimestamps(timestampOfHead(head), timestampOfHead(best)) > 0 ? head : best,
    undefined,
  );
}

/** M3: return whether the register has heads with different values. Equal values are no conflict to a person. */
export function hasConflict(register: Register | undefined): boolean {
  const [first, ...others] = register?.heads ?? [];
  return first !== undefined && others.some((head) => !areJsonEqual(first.value, head.value));
}

const timestampOfHead = (head: Head) => ({ stamp: head.stamp, device: deviceOfDot(head.dot) });
const compareDots = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
