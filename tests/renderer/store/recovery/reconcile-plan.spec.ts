import { describe, expect, test } from 'vitest';
import { dotOf, numberOfDot, type Op } from '#domain/document/op.ts';
import { newLogRow } from '#renderer/store/db/log-row.ts';
import type { PackRow } from '#renderer/store/db/rows.ts';
import { entryFromPack, type JournalEntry } from '#renderer/store/journal/journal-entry.ts';
import { JournalState } from '#renderer/store/journal/journal-state.ts';
import { emptyLogFacts, type LogFacts, planLogReconcile } from '#renderer/store/recovery/reconcile-plan.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { aLog, anOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';
import { aChain } from '#tests/support/builders/packs.ts';

const op = (n: number, value = `value ${n}`, deviceId = deviceA): Op =>
  anOp({ dot: dotOf(deviceId, n), value });
const ops = (...numbers: readonly number[]): readonly Op[] => numbers.map((n) => op(n));
const written = (...numbers: readonly number[]): JournalEntry => ({
  kind: 'ops',
  log: aLog,
  ops: [...ops(...numbers)],
});

/** Packs of own ops 1 to 2, 3 to 4 and so on, as the database stores them. */
const packs: readonly PackRow[] = aChain(aLog, ops(1, 2), ops(3, 4), ops(5, 6)).map(
  ({ payload, sig }, at) => ({
    log: aLog,
    device: deviceA,
    first: 2 * at + 1,
    last: 2 * at + 2,
    payload,
    sig,
    hash: sha256Of(payload),
  }),
);
const [firstPack, secondPack] = packs as [PackRow, PackRow, PackRow];
const endOf = ({ last, hash }: PackRow) => ({ n: last, hash });
const mark = (packRow: PackRow): JournalEntry => ({
  kind: 'mark',
  device: deviceA,
  logs: { [aLog]: endOf(packRow) },
});

function stateOf(...journalEntries: readonly JournalEntry[]): JournalState {
  const journalState = new JournalState();
  for (const journalEntry of journalEntries) journalState.applyEntry(journalEntry);
  return journalState;
}

const planOf = (journalState: JournalState, logFacts: LogFacts = emptyLogFacts(aLog), isRebuilt = false) =>
  planLogReconcile(deviceA, aLog, journalState.chainOf(deviceA, aLog), logFacts, isRebuilt);

/** A database that has own ops up to `have`, of which headquarters confirmed those up to `acked`. */
const facts = (have: number, acked: number, more: Partial<LogFacts> = {}): LogFacts => {
  const numbers = Array.from({ length: have }, (_, at) => at + 1);
  return {
    ...emptyLogFacts(aLog),
    row: { ...newLogRow(aLog), have: { [deviceA]: have }, acked },
    numbers: new Set(numbers),
    unconfirmed: ops(...numbers.filter((n) => n > acked)),
    ...more,
  };
};

describe('[D2] the database gets', () => {
  test('nothing, when it has all entries of the journal', () => {
    const logReconcilePlan = planOf(stateOf(written(1), written(2)), facts(2, 0));
    expect(logReconcilePlan).toEqual({
      log: aLog,
      toRestore: null,
      entries: [],
      mark: null,
      wasBehind: false,
      hasHole: false,
    });
  });

  test('the last op, which it did not take before the app was killed', () => {
    const logReconcilePlan = planOf(stateOf(written(1), written(2, 3)), facts(1, 0));
    expect(logReconcilePlan.toRestore).toMatchObject({ ops: ops(2, 3), have: 3, startsBySnapshot: false });
    expect(logReconcilePlan).toMatchObject({ wasBehind: true, hasHole: false });
  });

  test('[D1] of two ops with one number the later: the earlier was refused to its writer', () => {
    const refused: JournalEntry = { kind: 'ops', log: aLog, ops: [op(1, 'refused'), op(2, 'refused too')] };
    expect(planOf(stateOf(refused, written(1), written(2))).toRestore?.ops).toEqual(ops(1, 2));
  });

  test('[P1] for a number in a signed pack, the pack’s op, regardless of other claims', () => {
    const otherJournalEntry: JournalEntry = { kind: 'ops', log: aLog, ops: [op(1, 'of a refused write')] };
    expect(planOf(stateOf(otherJournalEntry, entryFromPack(firstPack))).toRestore).toMatchObject({
      ops: ops(1, 2),
      packs: [firstPack],
      chainEnd: endOf(firstPack),
    });
  });

  test('[D3] a rebuilt database continues from the mark: numbers, chain and confirmed ops', () => {
    const logReconcilePlan = planOf(
      stateOf(mark(secondPack), written(5), written(6)),
      emptyLogFacts(aLog),
      true,
    );
    expect(logReconcilePlan.toRestore).toEqual({
      log: aLog,
      ops: ops(5, 6),
      packs: [],
      have: 6,
      acked: 4,
      chainEnd: endOf(secondPack),
      refold: [],
      startsBySnapshot: true,
    });
    expect(logReconcilePlan.hasHole).toBe(false);
  });

  test('[D3] an older database fetches the log anew if headquarters alone has its rows', () => {
    const journalState = stateOf(mark(secondPack), written(5));
    expect(planOf(journalState, facts(2, 2)).toRestore).toMatchObject({
      have: 5,
      acked: 4,
      startsBySnapshot: true,
    });
    expect(planOf(journalState, facts(4, 4)).toRestore).toMatchObject({ have: 5, startsBySnapshot: false });
  });

  test('no number unknown to both sides: beyond such a hole the own chain cannot continue', () => {
    expect(planOf(stateOf(written(1), written(3))).hasHole).toBe(true);
    expect(planOf(stateOf(written(3)), facts(1, 0)).hasHole).toBe(true);
    expect(planOf(stateOf(written(3)), facts(2, 2)).hasHole).toBe(false);
  });

  test('no pack beyond a hole in the chain, since it could not be sent', () => {
    const journalState = stateOf(written(1, 2, 3, 4), entryFromPack(secondPack));
    expect(planOf(journalState).toRestore).toMatchObject({ packs: [], chainEnd: null, ops: ops(1, 2, 3, 4) });
  });

  test('[P2] one pack for numbers that were signed again, since no chain has both', () => {
    const [again] = aChain(aLog, ops(1, 2, 3, 4));
    const whole: PackRow = { ...firstPack, ...again, first: 1, last: 4, hash: sha256Of(again.payload) };
    const journalState = stateOf(written(1, 2, 3, 4), entryFromPack(secondPack), entryFromPack(whole));
    expect(planOf(journalState).toRestore).toMatchObject({ packs: [whole], chainEnd: endOf(whole) });
  });
});

describe('[D2] the journal gets', () => {
  test('all that headquarters has not confirmed, and a mark for the rest', () => {
    const logReconcilePlan = planOf(
      stateOf(),
      facts(6, 2, { sealed: [secondPack], confirmedEnd: endOf(firstPack), packFirsts: new Set([1, 3]) }),
    );
    expect(logReconcilePlan.entries).toEqual([written(3, 4, 5, 6), entryFromPack(secondPack)]);
    expect(logReconcilePlan).toMatchObject({ toRestore: null, mark: endOf(firstPack) });
  });

  test('no pack that was cut, but its ops', () => {
    const cut: PackRow = { ...firstPack, sig: '', isCut: true };
    const logReconcilePlan = planOf(stateOf(), facts(2, 0, { sealed: [cut], packFirsts: new Set([1]) }));
    expect(logReconcilePlan.entries).toEqual([written(1, 2)]);
  });

  test('nothing, when its packs or its mark say it all', () => {
    const journalState = stateOf(entryFromPack(firstPack), entryFromPack(secondPack), written(5));
    const here = { sealed: [secondPack], confirmedEnd: endOf(firstPack), packFirsts: new Set([1, 3]) };
    expect(planOf(journalState, facts(5, 2, here))).toMatchObject({ entries: [], mark: null });
  });
});

describe('[P2] after a new identity', () => {
  const adopted: JournalEntry = {
    kind: 'adopted',
    from: deviceA,
    to: deviceB,
    logs: [{ log: aLog, upTo: 2, ops: [op(1, 'value 3', deviceB)] }],
  };
  const journalState = stateOf(
    written(1, 2),
    entryFromPack(firstPack),
    written(3),
    entryFromPack(secondPack),
    adopted,
  );

  test('former ops beyond the last confirmed one do not count; re-created ones do', () => {
    const formerJournalChain = journalState.chainOf(deviceA, aLog);
    expect([...formerJournalChain.opsByNumber.keys()]).toEqual([1, 2]);
    expect([...formerJournalChain.packsByFirst.keys()]).toEqual([1]);
    expect(
      [...journalState.chainOf(deviceB, aLog).opsByNumber.values()].map(({ dot }) => numberOfDot(dot)),
    ).toEqual([1]);
  });

  test('the journal is the new one’s', () => {
    expect([journalState.device, journalState.adoptions.length, journalState.isEmpty]).toEqual([
      deviceB,
      1,
      false,
    ]);
  });
});
