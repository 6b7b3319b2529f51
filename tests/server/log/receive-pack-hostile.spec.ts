import { describe, expect, onTestFinished, test } from 'vitest';
import { valueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import { rotateServerKey } from '#server/admin/rotate-server-key.ts';
import { signText } from '#server/auth/ed25519.ts';
import { loadServerIdentity } from '#server/auth/server-identity.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { type AttackKey, attacks } from '#tests/support/hostile/attacks.ts';
import { HostileWorld, type Played, programme } from '#tests/support/hostile/hostile-world.ts';
import { questions } from '#tests/support/hostile/questions.ts';
import { Random } from '#tests/support/random/random.ts';
import { isTimeOver, rounds, seed, tell } from '#tests/support/random/rounds.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { RealHeadquarters } from '#tests/support/server/real-headquarters.ts';
import { documentsOf } from '#tests/support/server/registers-of.ts';
import { embedded, openUntilTheEnd } from '#tests/support/server/stores.ts';
import { TestHeadquarters, testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

async function begin() {
  const store = await openUntilTheEnd(await embedded.newLocation());
  const { publicKey, privateKey } = await loadServerIdentity(store, testDependencies);
  await store.transaction().execute((tx) => rotateServerKey(tx, testDependencies));
  const formerKey: AttackKey = {
    publicKey,
    sign: (text) => signText(privateKey, text).toString('base64url'),
  };
  const server = await RealHeadquarters.withLog(store, aLog(), programme);
  const hostileWorld = await HostileWorld.begin(server, formerKey);
  onTestFinished(() => hostileWorld.end());
  return { world: hostileWorld, store };
}

const small = attacks.filter(({ isLarge }) => !isLarge);

describe('[J6] an enrolled device that sends valid but extreme data', () => {
  test.each([
    { role: 'assessor', byHand: false },
    { role: 'assessor', byHand: true },
    { role: 'me-officer', byHand: true },
  ] as const)('as $role hurts nobody, by hand as well: $byHand', async ({ role, byHand }) => {
    const { world, store } = await begin();
    const random = new Random(1);
    const met: (readonly [string, string | undefined])[] = [];
    const refused: Played[] = [];
    for (const attack of small) {
      const all = await world.play(attack, role, { random, scale: 1, byHand });
      met.push([attack.name, all[0]?.verdict.verdict]);
      refused.push(...all.filter(({ verdict }) => verdict.verdict === 'refused'));
      if (met.length % 20 === 0) await world.work(`After ${met.length}`);
    }
    await world.work('After all');
    expect(await world.faults()).toEqual([]);
    expect(met).toEqual(small.map(({ name, verdict }) => [name, verdict]));

    // Headquarters keeps an unreadable pack by its hash; its sender has it whole.
    const rows = await store.selectFrom('parked').select('hash').execute();
    const keptSha256s = new Set(rows.map(({ hash }) => hash));
    const isTooDeep = ({ payload }: Played): boolean => payload.includes('[[[[[[[[[[[[[[[[[[[[');
    expect(
      refused.filter((played) => !keptSha256s.has(sha256Of(played.payload)) && !isTooDeep(played)),
    ).toEqual([]);
    if (!byHand) return;
    const parked = await world.parked();
    expect(parked.filter(({ why }) => why === '')).toEqual([]);
    expect(refused.filter(({ payload }) => !parked.some(({ text }) => text === payload))).toEqual([]);
  });

  test('with a pack full of registers, ops or records hurts nobody', async () => {
    const { world } = await begin();
    const random = new Random(1);
    for (const attack of attacks.filter(({ isLarge }) => isLarge)) {
      const played = await world.play(attack, 'assessor', { random, scale: 1, byHand: false });
      expect(played.map(({ verdict }) => verdict.verdict)).toEqual(['accepted']);
      await world.work(`After ${attack.name}`);
    }
    expect(await world.faults()).toEqual([]);
  });

  test.each([
    { of: 'registers', count: rounds < 100 ? 4_000 : 100_000 },
    { of: 'ops', count: rounds < 100 ? 4_000 : 1_000_000 },
  ])(
    'loses nobody’s answer at headquarters by $count $of in one record',
    async ({ of, count }) => {
      const hq = await TestHeadquarters.open(await embedded.newLocation());
      const logId = await hq.addLog();
      const [honest, hostile] = [await hq.addLaptop('lead', logId), await hq.addLaptop('assessor', logId)];
      let sent = 0;
      for (; sent < count && !isTimeOver(); sent += wireLimits.packOps) {
        const writes = Array.from({ length: wireLimits.packOps }, (_, at) => ({
          path: `answers/${of === 'registers' ? `Q${sent + at}` : 'Q'}/rationale`,
          value: 'x',
          // Each replaces the one before it.
          over: of === 'registers' || sent + at === 0 ? [] : [hostile.dot(sent + at)],
        }));
        expect(await hq.push(hostile, hostile.pack(logId, ...writes))).toMatchObject([
          { verdict: 'accepted' },
        ]);
      }
      const write = { path: 'answers/H/rationale', value: 'as the clerk said' };
      expect(await hq.push(honest, honest.pack(logId, write))).toMatchObject([
        { verdict: 'accepted', held: undefined },
      ]);
      const [document] = await documentsOf(hq.store, logId);
      expect(document && valueAt(document, pathOf('answers', 'H', 'rationale'))).toBe('as the clerk said');
      expect(Object.keys(document?.registers ?? {})).toHaveLength(of === 'registers' ? sent + 1 : 2);
    },
    3_600_000,
  );

  test('is answered or refused, for any numbers in its request', async () => {
    const testServer = await startTestServer();
    const logId = await testServer.hq.addLog();
    const [honest, hostile] = [
      await testServer.enrolled('lead', logId),
      await testServer.enrolled('assessor', logId),
    ];
    const write = { doc: aDoc(1), kind: 'assessment', path: 'answers/D1.1/rationale' };
    const savedPacks = [honest.pack(logId, [{ ...write, value: 'as the clerk said' }])];
    await honest.sync({}, savedPacks);
    const met: (readonly [string, number])[] = [];
    for (const { name, logs, more } of questions(logId, honest.id))
      met.push([name, (await hostile.sync(logs, [], more)).status]);
    expect(met).toEqual(questions(logId, honest.id).map(({ name, status }) => [name, status]));

    for (const device of [honest, hostile]) {
      const { body } = await device.sync({ [logId]: { since: 0, have: {} } });
      expect(body.logs[logId].entries.map(({ pack }: { pack: unknown }) => pack)).toEqual(savedPacks);
    }
  });

  test(`lose nothing in ${rounds} rounds of attacks drawn by chance`, async () => {
    const { world } = await begin();
    const random = new Random(seed);
    let count = 0;
    // A slice has one round even if other attacks took all its time.
    for (; count === 0 || (count < rounds && !isTimeOver()); count += 1) {
      const attack = random.pick(attacks);
      const role = random.pick(['assessor', 'me-officer'] as const);
      const scale = rounds < 100 ? 1 : random.between(1, 4);
      await world.play(attack, role, {
        random,
        scale,
        byHand: random.chance(0.3) && small.includes(attack),
      });
      await world.work(`Round ${count}`);
      const faults = await world.faults();
      expect(faults, `${attack.name}, ${role}, seed ${seed}`).toEqual([]);
    }
    tell({ kind: 'hostile', done: { attacks: count }, saves: world.saves, lost: 0 });
  }, 3_600_000);
});
