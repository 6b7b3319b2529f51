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
import type { StorePlaces } from './stores.ts';
import { TestHeadquarters, testDependencies } from './test-headquarters.ts';

export const dayMs = 24 * 60 * 60_000;
export const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);
export const secret = 'The xylophone is never oiled';

/** A headquarters with a programme and one mission in which two laptops wrote, at a time that a test moves. */
export async function aHeadquartersWithAPast(places: StorePlaces) {
  const hq = await TestHeadquarters.open(await places.newPlace());
  const { store } = hq;
  await loadServerIdentity(store, testDependencies);
  const clock = new TestClock(nowMs);
  const dependencies: RuntimeDependencies = { ...testDependencies, nowMs: clock.now };
  const programme = LogId.parse(newUuid(testDependencies));
  const entry = { log: programme, kind: 'programme', title: 'CT TECH', country: null } as const;
  await store.transaction().execute((tx) => addLog(tx, testDependencies, entry));
  const administrator = await hq.addPerson('admin');
  const log = await hq.addLog();
  const [a, b] = [await hq.addLaptop('lead', log), await hq.addLaptop('assessor', log)];
  const mission = { doc: aDoc(2), kind: 'mission' };
  await hq.push(
    a,
    a.pack(log, { ...mission, path: 'title', value: `${secret} 1` }),
    a.pack(log, { ...mission, path: 'team/one/name', value: `${secret} 2` }),
    a.pack(log, { path: 'answers/D1.1/rationale', value: `${secret} 3` }),
  );
  await hq.push(b, b.pack(log, { path: 'answers/D1.1/level', value: 3 }));
  // Held: an assessor finalizes nothing.
  await hq.push(b, b.pack(log, { path: 'review/approval', value: { note: `${secret} 4` } }));

  let seen: readonly string[] = [];
  const sayEnd = async (endsOn: string | null) => {
    const said = { endsOn, seen: seen as never }; // the dots that the last of these wrote
    const done = await store
      .transaction()
      .execute((tx) => setProgrammeEnd(tx, dependencies, administrator, said));
    if (!done.ok) throw new Error(done.refusal.kind);
    const { [programmeEndPath]: end } = await registersOf(store, programme);
    seen = end?.heads.map(({ dot }) => dot) ?? [];
  };
  const look = (erases = true): Promise<RetentionResult> =>
    runRetention(store, dependencies, { erases, actor: 'retention clock' });
  /** Look once a day for this number of days; returns the items due at the end, and all erased ones. */
  const lookFor = async (days: number): Promise<RetentionResult> => {
    let last = await look();
    for (let at = 0; at < days; at += 1) {
      clock.advance(dayMs);
      const next = await look();
      last = { ...next, erased: [...last.erased, ...next.erased] };
    }
    return last;
  };
  return { hq, store, clock, dependencies, administrator, programme, log, a, b, sayEnd, look, lookFor };
}

/** The content of all tables of the store, as text. */
export const everything = everyRow;
