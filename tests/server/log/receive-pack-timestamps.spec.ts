import { describe, expect, test } from 'vitest';
import { ok } from '#base/result.ts';
import type { HlcTimestamp } from '#domain/clock/hlc.ts';
import { DocumentKind, Path } from '#domain/document/op.ts';
import { appendConsoleOps } from '#server/log/append-console-ops.ts';
import { decodePayload } from '#sync/protocol/pack-codec.ts';
import { aDoc, nowMs } from '#tests/support/server/pack-writer.ts';
import { embedded } from '#tests/support/server/stores.ts';
import { TestHeadquarters, testDependencies } from '#tests/support/server/test-headquarters.ts';

async function setUp() {
  const hq = await TestHeadquarters.open(await embedded.newLocation());
  const logId = await hq.addLog();
  const [hostile, honest] = [await hq.addLaptop('assessor', logId), await hq.addLaptop('assessor', logId)];
  const reviewer = await hq.addPerson('reviewer', logId);
  const writeAtDesk = async () => {
    const write = {
      doc: aDoc(1),
      kind: DocumentKind.parse('assessment'),
      path: Path.parse('comments/c1/text'),
      value: 'Desk',
      over: [],
    };
    const asked = { person: reviewer, log: logId, docs: [aDoc(1)], decide: () => ok([write]) };
    await hq.store.transaction().execute((tx) => appendConsoleOps(tx, testDependencies, asked));
    const { logs } = await hq.sync(honest, { logs: { [logId]: { since: 0 } } });
    const packs = (logs[logId]?.entries ?? []).flatMap((entry) => ('pack' in entry ? [entry.pack] : []));
    return decodePayload(packs.at(-1)?.payload ?? '');
  };
  return { hq, log: logId, hostile, honest, writeAtDesk };
}

const title = (stamp: HlcTimestamp) => ({ path: 'title', value: 'T', stamp });

describe('[J4] a pack with a stamp outside the bounds', () => {
  test.each<[string, HlcTimestamp]>([
    ['counter 65,536', [nowMs, 65_536]],
    ['counter 2^53-1', [nowMs, Number.MAX_SAFE_INTEGER]],
    ['time after the year 9999', [253_402_300_800_000, 0]],
  ])('%s is refused and parked, and others are served', async (_name, hlcTimestamp) => {
    const { hq, log, hostile, honest } = await setUp();
    const pack = hostile.pack(log, title(hlcTimestamp));
    expect(await hq.push(hostile, pack)).toMatchObject([{ verdict: 'refused', code: 'malformed' }]);
    const parkedDeviceIds = await hq.store.selectFrom('parked').select(['payload', 'sender']).execute();
    expect(parkedDeviceIds).toEqual([{ payload: pack.payload.slice(0, 100), sender: hostile.id }]);
    expect(await hq.push(honest, honest.pack(log, title([nowMs, 65_535])))).toMatchObject([
      { verdict: 'accepted' },
    ]);
  });
});

test('[J4] a desk at headquarters follows a stamp of 5 minutes ahead, and none beyond', async () => {
  const { hq, log, hostile, honest, writeAtDesk } = await setUp();
  await hq.push(hostile, hostile.pack(log, title([nowMs + 23 * 3_600_000, 65_535])));
  await hq.push(honest, honest.pack(log, title([nowMs + 5 * 60_000, 65_535])));
  expect(await writeAtDesk()).toMatchObject({
    ok: true,
    value: { ops: [{ stamp: [nowMs + 5 * 60_000 + 1, 1] }] },
  });
});

test('a console device with an out-of-bounds timestamp from an earlier version writes readable packs', async () => {
  const { hq, writeAtDesk } = await setUp();
  await writeAtDesk();
  await hq.store.updateTable('desks').set({ stamp_count: Number.MAX_SAFE_INTEGER }).execute();
  expect(await writeAtDesk()).toMatchObject({ ok: true, value: { ops: [{ stamp: [nowMs, 2] }] } });
});
