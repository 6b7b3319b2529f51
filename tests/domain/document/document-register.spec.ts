import { describe, expect, it } from 'vitest';
import { applyOpToRegister, hasConflict, shownHead, unwrittenRegister } from '#domain/document/document.ts';
import { dotOf } from '#domain/document/op.ts';
import { anOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';

const nothing = () => false;
const mine = anOp({ dot: dotOf(deviceA, 1), value: 'mine', stamp: [2, 0] });
const theirs = anOp({ dot: dotOf(deviceB, 1), value: 'theirs', stamp: [1, 0] });
const both = [mine, theirs].reduce(
  (register, op) => applyOpToRegister(register, op, nothing),
  unwrittenRegister,
);

describe('a register', () => {
  it('[M1] keeps both values of concurrent answers of two assessors, and shows the newer first', () => {
    expect(both.heads.map((head) => head.value)).toEqual(['mine', 'theirs']);
    expect(shownHead(both)?.value).toBe('mine');
    expect(hasConflict(both)).toBe(true);
  });

  it('[M3] ends the conflict only with a write that saw all values', () => {
    const half = applyOpToRegister(
      both,
      anOp({ dot: dotOf(deviceA, 2), over: [mine.dot], value: 'x' }),
      () => true,
    );
    expect(hasConflict(half)).toBe(true);
    const decided = applyOpToRegister(
      both,
      anOp({ dot: dotOf(deviceA, 2), over: [mine.dot, theirs.dot], value: 'x' }),
      () => true,
    );
    expect(decided).toEqual({
      heads: [{ dot: dotOf(deviceA, 2), stamp: [1_767_225_600_000, 0], value: 'x' }],
    });
  });

  it('[M3] two equal values are no conflict to a person', () => {
    const agreeing = applyOpToRegister(
      applyOpToRegister(unwrittenRegister, mine, nothing),
      { ...theirs, value: 'mine' },
      nothing,
    );
    expect(agreeing.heads.length).toBe(2);
    expect(hasConflict(agreeing)).toBe(false);
  });

  it('[M2] a value that arrives after the one that replaced it is dead on arrival', () => {
    const replacing = anOp({ dot: dotOf(deviceB, 1), over: [mine.dot], value: 'newer' });
    const early = applyOpToRegister(unwrittenRegister, replacing, nothing);
    expect(early.dead).toEqual([mine.dot]);
    expect(applyOpToRegister(early, mine, nothing)).toEqual({ heads: early.heads });
  });

  it('[M2] remembers no dot as dead that had its turn already', () => {
    const replacing = anOp({ dot: dotOf(deviceB, 2), over: [mine.dot], value: 'newer' });
    expect(applyOpToRegister(unwrittenRegister, replacing, () => true).dead).toBeUndefined();
  });
});
