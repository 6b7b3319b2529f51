import { areJsonEqual, type JsonValue } from '#base/json.ts';
import { type Document, isDerivedPath } from '../document/document.ts';
import { type Dot, deviceOfDot, type Path } from '../document/op.ts';
import { compareWritten } from '../document/written-order.ts';
import type { DeviceId } from '../ids.ts';
import { type AnswerOp, originOf, questionOfAnswerPath } from './answer-conflict.ts';

/** Value that a decision replaced, with the device of the person who gave it. */
interface FormerValue {
  readonly device: DeviceId;
  readonly value: JsonValue;
}

/** Register that a decision wrote. Several former values were in conflict; a single one was changed along with them. */
interface DecidedRegister {
  readonly path: Path;
  readonly dot: Dot;
  readonly value: JsonValue;
  readonly former: readonly FormerValue[];
}

/** Decision on a conflict that no later write has replaced: of one register, or of a whole answer. */
export interface DecidedConflict {
  readonly id: string;
  /** Null for a single register. */
  readonly question: string | null;
  readonly device: DeviceId;
  readonly atMs: number;
  readonly registers: readonly DecidedRegister[];
}

/** Longest time between the writes of one decision. */
const sameDecisionMs = 1_000;

/**
 * Decisions since a moment that nobody changed or opened again, the newest first. A deciding write replaced several
 * different values (sync/SPEC.md M3).
 * @param answerOps Ops of the document that this laptop has.
 */
export function decidedConflictsOf(
  document: Document,
  answerOps: readonly AnswerOp[],
  sinceMs: number,
): readonly DecidedConflict[] {
  const byDot = new Map(answerOps.map((op) => [op.dot, op]));
  const standing = answerOps
    .filter(({ stamp, path }) => stamp[0] >= sinceMs && !isDerivedPath(path))
    .filter(({ dot, path }) => {
      const heads = document.registers[path]?.heads ?? [];
      return heads.length === 1 && heads[0]?.dot === dot;
    })
    .toSorted((a, b) => compareWritten(b, a));
  const found = new Map<string, DecidedConflict>();
  for (const op of standing) {
    if (!isDecision(op, byDot)) continue;
    const question = document.kind === 'assessment' ? questionOfAnswerPath(op.path) : null;
    const deviceId = deviceOfDot(op.dot);
    const id = `${document.doc} ${question ?? op.path}`;
    if (found.has(id)) continue;
    const registers = standing.flatMap((answerOp) => {
      const isOfIt =
        question === null
          ? answerOp === op
          : questionOfAnswerPath(answerOp.path) === question &&
            deviceOfDot(answerOp.dot) === deviceId &&
            Math.abs(answerOp.stamp[0] - op.stamp[0]) <= sameDecisionMs;
      return isOfIt ? [decidedRegisterOf(answerOp, byDot)] : [];
    });
    found.set(id, { id, question, device: deviceId, atMs: op.stamp[0], registers });
  }
  return [...found.values()];
}

const formerValuesOf = (op: AnswerOp, byDot: ReadonlyMap<Dot, AnswerOp>): readonly FormerValue[] =>
  (op.over ?? []).flatMap((dot) => {
    const previousAnswerOp = byDot.get(dot);
    if (previousAnswerOp?.value === undefined) return [];
    return [{ device: deviceOfDot(originOf(previousAnswerOp, byDot).dot), value: previousAnswerOp.value }];
  });

function isDecision(op: AnswerOp, byDot: ReadonlyMap<Dot, AnswerOp>): boolean {
  const [firstFormerValue, ...otherFormerValues] = formerValuesOf(op, byDot);
  return (
    firstFormerValue !== undefined &&
    otherFormerValues.some(({ value }) => !areJsonEqual(value, firstFormerValue.value))
  );
}

const decidedRegisterOf = (op: AnswerOp, byDot: ReadonlyMap<Dot, AnswerOp>): DecidedRegister => ({
  path: op.path,
  dot: op.dot,
  value: op.value ?? null,
  former: formerValuesOf(op, byDot),
});

/** Person whose values a decision kept in all registers in conflict; null for an answer of their own. */
export function keptDeviceOf({ registers }: DecidedConflict): DeviceId | null {
  const contested = registers.filter(({ former }) => former.length > 1);
  const [firstRegister] = contested;
  const isKept = (deviceId: DeviceId): boolean =>
    contested.every(({ value, former }) =>
      former.some((formerValue) => formerValue.device === deviceId && areJsonEqual(formerValue.value, value)),
    );
  return firstRegister?.former.find(({ device }) => isKept(device))?.device ?? null;
}

/** Write that brings a former value back; `beside` others, as several of a register are a conflict again. */
interface ReopeningWrite {
  readonly path: Path;
  readonly value: JsonValue;
  readonly over: readonly Dot[];
  readonly beside?: true;
}

/** Writes that open a decided conflict again: every register gets the values that the decision replaced. */
export const reopeningWrites = ({ registers }: DecidedConflict): readonly ReopeningWrite[] =>
  registers.flatMap(({ path, dot, former }) =>
    former.map(({ value }) => ({
      path,
      value,
      over: [dot],
      ...(former.length > 1 && ({ beside: true } as const)),
    })),
  );
