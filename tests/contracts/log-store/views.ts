import { describe, expect, test } from 'vitest';
import type { Register } from '#domain/document/document.ts';
import { documentSizeOf } from '#domain/document/document-size.ts';
import { dotOf, numberOfDot, type Op, Path } from '#domain/document/op.ts';
import { rebuildProjections } from '#server/admin/rebuild-projections.ts';
import { formatSnapshotJson, formatSnapshotLines, readLogSnapshot } from '#server/log/read-snapshot.ts';
import { releaseHeldOps } from '#server/log/release-ops.ts';
import { decodePayload } from '#sync/protocol/pack-codec.ts';
import type { LogEntry } from '#sync/protocol/wire.ts';
import { applyOpToLog, emptyLogState, type LogState } from '#tests/support/builders/log-state.ts';
import { aDoc, nowMs } from '#tests/support/server/pack-writer.ts';
import { viewRows } from '#tests/support/server/projection-rows.ts';
import { documentsOf } from '#tests/support/server/registers-of.ts';
import type { StoreLocations } from '#tests/support/server/stores.ts';
import { TestHeadquarters } from '#tests/support/server/test-headquarters.ts';

export function viewsContract({ newLocation }: StoreLocations): void {
  /** A log with a conflict, held ops (one of them released), a text, and a value that is dead before it arrives. */
  const setUp = async () => {
    const hq = await TestHeadquarters.open(await newLocation());
    const logId = await hq.addLog();
    const [ana, ben] = [await hq.addLaptop('assessor', logId), await hq.addLaptop('lead', logId)];
    const [reviewer, reader] = [await hq.addLaptop('reviewer', logId), await hq.addLaptop('manager', logId)];
    const level = (doc: number, value: number, ...over: readonly string[]) => ({
      doc: aDoc(doc),
      path: 'answers/D1.1/level',
      value,
      over,
    });
    await hq.push(
      ana,
      ana.pack(logId, level(1, 1), level(2, 1, ben.dot(2)), { path: 'notes/n1', text: 'AAA=' }),
    );
    await hq.push(
      ben,
      ben.pack(logId, level(1, 2), level(2, 5), { path: 'title', value: 'nul \u0000 within' }),
    );
    await hq.push(reviewer, reviewer.pack(logId, level(1, 4, ana.dot(1)), level(3, 4)));
    await hq.push(ben, ben.pack(logId, level(1, 3, ben.dot(1), reviewer.dot(1))));
    const by = hq.personOf(reviewer);
    await releaseHeldOps(hq.store, { log: logId, device: reviewer.id, numbers: [1], by, nowMs: nowMs + 1 });
    return { hq, log: logId, reader };
  };

  describe('views', () => {
    test('[M2] the snapshot equals the log as a laptop folds it', async () => {
      const { hq, log, reader } = await setUp();
      const logAnswer = (await hq.sync(reader, { logs: { [log]: { since: 0 } } })).logs[log];
      const folded = fold(logAnswer?.entries ?? []);
      const byId = (a: { readonly doc: string }, b: { readonly doc: string }) => (a.doc < b.doc ? -1 : 1);
      expect(await documentsOf(hq.store, log)).toEqual([...folded.documents.values()].sort(byId));
      const logSnapshot = await readLogSnapshot(hq.store, log, {});
      expect(logSnapshot.place).toBe(logAnswer?.next);
      const [ahead, , judged] = logAnswer?.entries ?? [];
      expect(ahead).toMatchObject({ place: 1, held: [2] });
      expect(judged).toMatchObject({ place: 3, held: [1, 2] });
      expect(logSnapshot.held).toEqual([ahead, { ...judged, held: [2] }]);
    });

    test('the snapshot’s lines can be read on after any document', async () => {
      const { hq, log } = await setUp();
      const whole = await readLogSnapshot(hq.store, log, {});
      const lines = formatSnapshotLines(whole).split('\n');
      const { documents, ...head } = JSON.parse(formatSnapshotJson(whole));
      expect(lines.slice(0, -1).map((line) => JSON.parse(line))).toEqual([head, ...documents]);

      const rest = await readLogSnapshot(hq.store, log, { after: documents[0].doc });
      expect(rest.documents).toEqual(whole.documents.slice(1));
      const changedLogSnapshot = await readLogSnapshot(hq.store, log, { after: documents[0].doc, place: 3 });
      expect(changedLogSnapshot.documents).toEqual(whole.documents);
    });

    test('a pack is judged without the registers that it does not touch', async () => {
      const { hq, log } = await setUp();
      const carol = await hq.addLaptop('lead', log);
      const note = Path.parse('notes/n1');
      const { register } = await hq.store
        .selectFrom('registers')
        .select('register')
        .where('path', '=', note)
        .executeTakeFirstOrThrow();
      const set = (text: string) =>
        hq.store.updateTable('registers').set({ register: text }).where('path', '=', note).execute();
      await set('no JSON');
      const title = carol.pack(log, { path: 'title', value: 'Court', stamp: [nowMs + 1, 0] });
      expect(await hq.push(carol, title)).toMatchObject([{ verdict: 'accepted' }]);
      await set(register);
      expect((await viewRows(hq.store)).documents[0]).toMatchObject({ title: 'Court', summary_due: 0 });
    });

    test('a document counts its registers and their bytes as its JSON has them', async () => {
      const { hq, log } = await setUp();
      const { documents } = await viewRows(hq.store);
      const whole = await documentsOf(hq.store, log);
      expect(documents.map((row) => [row.register_count, row.register_bytes])).toEqual(
        whole.map(({ registers }) => {
          const { registers: count, bytes } = documentSizeOf(Object.entries(registers) as [Path, Register][]);
          return [count, bytes];
        }),
      );
    });

    test('views can be dropped and rebuilt to the same rows', async () => {
      const { hq } = await setUp();
      const before = await viewRows(hq.store);
      expect([before.documents.length, before.registers.length > 2]).toEqual([2, true]);
      await hq.store.deleteFrom('documents').execute();
      await hq.store.deleteFrom('registers').execute();
      expect(await rebuildProjections(hq.store)).toBe(2);
      expect(await viewRows(hq.store)).toEqual(before);
    });
  });
}

function fold(logEntries: readonly LogEntry[]): LogState {
  const held = new Map<string, Op>();
  return logEntries.reduce((logState, logEntry) => {
    if ('release' in logEntry) {
      const { device, n } = logEntry.release;
      return n.reduce((now, number) => applyOpToLog(now, mustBe(held.get(dotOf(device, number)))), logState);
    }
    const opened = decodePayload(logEntry.pack.payload);
    if (!opened.ok) throw new Error(opened.refusal.why);
    return opened.value.ops.reduce((now, op) => {
      if (logEntry.held?.includes(numberOfDot(op.dot)) !== true) return applyOpToLog(now, op);
      held.set(op.dot, op);
      return now;
    }, logState);
  }, emptyLogState);
}

function mustBe<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A release names an op that was never held');
  return value;
}
