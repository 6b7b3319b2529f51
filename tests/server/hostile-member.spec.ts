import { describe, expect, onTestFinished, test } from 'vitest';
import { attacks } from '#tests/hostile/attacks.ts';
import { HostileWorld, type Played } from '#tests/hostile/hostile-world.ts';
import { aLog } from '#tests/fakes/sample-ids.ts';
import { Random } from '#tests/simulation/random.ts';
import { isTimeOver, rounds, seed, tell } from '#tests/torture/support/rounds.ts';
import { RealHeadquarters } from './real-headquarters.ts';
import { embedded, openUntilTheEnd } from './stores.ts';

async function begin() {
  const store = await openUntilTheEnd(await embedded.newPlace());
  const world = await HostileWorld.begin(await RealHeadquarters.withLog(store, aLog()));
  onTestFinished(() => world.end());
  return { world, store };
}

const carried = attacks.filter(({ isLarge, needsJudge }) => !isLarge && !needsJudge);

describe('[J6] an enrolled device that sends what is valid and extreme', () => {
  test.each([
    { role: 'assessor', byHand: false, played: attacks },
    { role: 'assessor', byHand: true, played: carried },
    { role: 'partner', byHand: true, played: carried },
  ] as const)('as $role hurts nobody, by hand as well: $byHand', async ({ role, byHand, played }) => {
    const { world, store } = await begin();
    const random = new Random(1);
    const met: (readonly [string, string | undefined])[] = [];
    const refused: Played[] = [];
    for (const attack of played) {
      const all = await world.play(attack, role, { random, scale: 1, byHand });
      met.push([attack.name, all[0]?.verdict.verdict]);
      refused.push(...all.filter(({ verdict }) => verdict.verdict === 'refused'));
      if (met.length % 20 === 0) await world.work(`After ${met.length}`);
    }
    await world.work('After all');
    expect(await world.faults()).toEqual([]);
    expect(met).toEqual(played.map(({ name, verdict }) => [name, verdict]));

    // What could not be read headquarters keeps by its hash; its sender has it whole.
    const rows = await store.selectFrom('parked').select('hash').execute();
    const kept = new Set(rows.map(({ hash }) => hash));
    const isTooDeep = ({ payload }: Played): boolean => payload.includes('[[[[[[[[[[[[[[[[[[[[');
    expect(refused.filter((one) => !kept.has(one.verdict.pack) && !isTooDeep(one))).toEqual([]);
    if (!byHand) return;
    const parked = await world.parked();
    expect(parked.filter(({ why }) => why === '')).toEqual([]);
    expect(refused.filter(({ payload }) => !parked.some(({ text }) => text === payload))).toEqual([]);
  });

  test(`lose nothing in ${rounds} rounds of attacks drawn by chance`, async () => {
    const { world } = await begin();
    const random = new Random(seed);
    let count = 0;
    for (; count < rounds && !isTimeOver(); count += 1) {
      const attack = random.pick(attacks);
      const role = random.pick(['assessor', 'partner'] as const);
      const scale = rounds < 100 ? 1 : random.between(1, 4);
      await world.play(attack, role, {
        random,
        scale,
        byHand: random.chance(0.3) && carried.includes(attack),
      });
      await world.work(`Round ${count}`);
      const faults = await world.faults();
      expect(faults, `${attack.name}, ${role}, seed ${seed}`).toEqual([]);
    }
    tell({ kind: 'hostile', done: { attacks: count }, saves: world.saves, lost: 0 });
    expect(count).toBeGreaterThan(0);
  }, 3_600_000);
});
