import { deviceOfDot, numberOfDot } from '#domain/document/op.ts';
import { type DeviceId, PersonId } from '#domain/ids.ts';
import { SyncResponse } from '#sync/protocol/wire.ts';
import { attacks } from '#tests/support/hostile/attacks.ts';
import { HostileMember } from '#tests/support/hostile/hostile-member.ts';
import type { Random } from '#tests/support/random/random.ts';
import { seededKeys, seededUuid } from '#tests/support/random/seeded-ids.ts';
import type { World } from '../world/world.ts';

/**
 * Attacks that take minutes to judge, or need parts that these worlds lack, are in tests/server/log/receive-pack-hostile.spec.ts.
 */
const played = attacks.filter(({ isLarge, needsRealServer }) => !isLarge && !needsRealServer);

/** In the worlds that have one, an enrolled member's device sends valid but extreme data, every few seconds. */
export async function hostileMemberActs(world: World): Promise<void> {
  const { hostile: random, headquarters, time } = world;
  if (random === null) return;
  const hostileMember = new HostileMember(headquarters.log, seededKeys(random));
  const personId = PersonId.parse(seededUuid(random));
  const role = random.pick(['assessor', 'assessor', 'me-officer'] as const);
  await headquarters.addPerson(personId, `hostile ${role}`, role);
  await headquarters.addDevice(hostileMember.keys, personId);
  const next = (): void => {
    time.after(random.between(500, 8_000), () => {
      if (world.isQuiet) return;
      attack(world, hostileMember, random).catch((error: unknown) => world.breaks('hostile member', error));
      next();
    });
  };
  next();
}

async function attack(world: World, hostileMember: HostileMember, random: Random): Promise<void> {
  const { headquarters, papers, oracle, time } = world;
  const { name, parts, spell = (text: string) => text } = random.pick(played);
  const paperOnDesk = papers.find(({ kind }) => kind === 'assessment');
  if (paperOnDesk === undefined) throw new Error('There is no assessment');
  const lastByDevice = new Map<DeviceId, number>();
  for (const { op } of oracle.made) lastByDevice.set(deviceOfDot(op.dot), numberOfDot(op.dot));
  const honest = [...lastByDevice].map(([device, last]) => ({ device, last }));
  world.fault('hostile member', name);
  const target = {
    nowMs: time.now(),
    doc: paperOnDesk.doc,
    honest,
    nextPaths: ['answers/D1.1/rationale', 'answers/D1.2/rationale', 'institution/name'],
    sessions: [],
    programme: headquarters.log,
    next: hostileMember.next,
    scale: 1,
    random,
  };
  for (const part of parts(target)) {
    const payload = spell(hostileMember.payload(part));
    const body = {
      protocol: 1,
      device: hostileMember.device,
      logs: {},
      packs: [hostileMember.sign(payload)],
    };
    const said = await headquarters.respond({
      keys: hostileMember.keys,
      path: '/api/v1/sync',
      body: JSON.stringify(body),
    });
    if (said.kind !== 'answered') throw new Error(`Headquarters said ${said.code}`);
    const [verdict] = SyncResponse.parse(JSON.parse(said.body)).verdicts;
    if (verdict?.verdict === 'accepted') hostileMember.took(payload);
  }
}
