import { LogId } from '#domain/ids.ts';
import { programmeEndPath } from '#domain/programme/programme.ts';
import { loadServerIdentity } from '#server/auth/server-identity.ts';
import { setProgrammeEnd } from '#server/console/programme.ts';
import { newUuid, type RuntimeDependencies } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { type RetentionResult, runRetention } from '#server/retention/run-retention.ts';
import { TestClock } from '#tests/support/clock/test-clock.ts';
import { everyRow } from './every-row.ts';
import { aDoc, nowMs } from './pack-writer.ts';
import { registersOf } from './registers-of.ts';
import type { StoreLocations } from './stores.ts';
import { TestHeadquarters, testDependencies } from './test-headquarters.ts';

export const dayMs = 24 * 60 * 60_000;
export const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);
export const secret = 'The xylophone is never oiled';

/** A headquarters with a programme and one mission in which two laptops wrote, at a time that a test moves. */
export async function aHeadquartersWithAPast(storeLocations: StoreLocations) {
  const hq = await TestHeadquarters.open(await storeLocations.newLocation());
  const { store } = hq;
  await loadServerIdentity(store, testDependencies);
  const testClock = new TestClock(nowMs);
  const dependencies: RuntimeDependencies = { ...testDependencies, nowMs: testClock.now };
  const programmeId = LogId.parse(newUuid(testDependencies));
  const entry = { log: programmeId, kind: 'programme', title: 'CT TECH', country: null } as const;
  await store.transaction().execute((tx) => addLog(tx, testDependencies, entry));
  const administrator = await hq.addPerson('admin');
  const logId = await hq.addLog();
  const [a, b] = [await hq.addLaptop('lead', logId), await hq.addLaptop('assessor', logId)];
  const mission = { doc: aDoc(2), kind: 'mission' };
  await hq.push(
    a,
    a.pack(logId, { ...mission, path: 'title', value: `${secret} 1` }),
    a.pack(logId, { ...mission, path: 'team/one/name', value: `${secret} 2` }),
    a.pack(logId, { path: 'answers/D1.1/rationale', value: `${secret} 3` }),
  );
  await hq.push(b, b.pack(logId, { path: 'answers/D1.1/level', value: 3 }));
  // Held: an assessor finalizes nothing.
  await hq.push(b, b.pack(logId, { path: 'review/approval', value: { note: `${secret} 4` } }));

  let seen: readonly string[] = [];
  const sayEnd = async (endsOn: string | null) => {
    const said = { endsOn, seen: seen as never }; // the dots that the last of these wrote
    const done = await store
      .transaction()
      .execute((tx) => setProgrammeEnd(tx, dependencies, administrator, said));
    if (!done.ok) throw new Error(done.refusal.kind);
    const { [programmeEndPath]: end } = await registersOf(store, programmeId);
    seen = end?.heads.map(({ dot }) => dot) ?? [];
  };
  const look = (erases = true): Promise<RetentionResult> =>
    runRetention(store, dependencies, { erases, actor: 'retention clock' });
  /** Look once a day for this number of days; returns the items due at the end, and all erased ones. */
  const lookFor = async (days: number): Promise<RetentionResult> => {
    let lastRetentionResult = await look();
    for (let at = 0; at < days; at += 1) {
      testClock.advance(dayMs);
      const nextRetentionResult = await look();
      lastRetentionResult = {
        ...nextRetentionResult,
        erased: [...lastRetentionResult.erased, ...nextRetentionResult.erased],
      };
    }
    return lastRetentionResult;
  };
  return {
    hq,
    store,
    clock: testClock,
    dependencies,
    administrator,
    programme: programmeId,
    log: logId,
    a,
    b,
    sayEnd,
    look,
    lookFor,
  };
}

/** The content of all tables of the store, as text. */
export const everything = everyRow;
