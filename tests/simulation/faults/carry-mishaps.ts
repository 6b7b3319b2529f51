import type { VersionVector } from '#domain/document/op.ts';
import { decodePayload } from '#sync/protocol/pack-codec.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { isDiskRefusal } from '../laptop/client-code.ts';
import type { Laptop } from '../laptop/laptop.ts';
import { Hub } from '../network/hub.ts';
import { hubEnd } from '../network/links.ts';
import { contentOf } from '../verdict/oracle.ts';
import type { World } from '../world/world.ts';
import type { Mishap } from './mishaps.ts';

/** Where the other side cannot be heard, all packs are sent from the beginning. */
const nothingKnown: VersionVector = {};

/** Packs that do not come from headquarters (P3, M6): from laptop to laptop, and by a hub. */
export function carryMishaps(world: World): readonly Mishap[] {
  const { random } = world;
  const { links } = world.network;
  const hub = new Hub();
  return [
    async function laptopsMeet(laptop) {
      const otherLaptop = random.pick(world.laptops);
      if (otherLaptop === laptop || !laptop.isUp || !otherLaptop.isUp) return;
      if (!links.passes(laptop.name, otherLaptop.name)) return;
      await orDiskFailure(async () => {
        const remoteVector = links.passes(otherLaptop.name, laptop.name)
          ? await otherLaptop.have()
          : nothingKnown;
        await give(world, otherLaptop, onTheWay(world, await laptop.packsFor(remoteVector)));
      });
    },
    async function laptopVisitsHub(laptop) {
      if (!laptop.isUp) return;
      const isHeard = links.passes(laptop.name, hubEnd);
      const hears = links.passes(hubEnd, laptop.name);
      await orDiskFailure(async () => {
        const remoteVector = hears ? hub.have : nothingKnown;
        if (isHeard) hub.take(onTheWay(world, await laptop.packsFor(remoteVector)));
        const ours = isHeard ? await laptop.have() : nothingKnown;
        if (hears) await give(world, laptop, onTheWay(world, hub.lacking(ours)));
      });
    },
  ];
}

/** A person who visits a remote laptop takes some of its packs along, and never all. */
export function passBy(world: World, remoteLaptop: Laptop): void {
  const { random, time } = world;
  time.after(random.between(1_000, 6_000), () => {
    if (world.isQuiet || remoteLaptop.isGone) return;
    const otherLaptop = random.pick(world.laptops);
    const visit = async (): Promise<void> => {
      if (otherLaptop === remoteLaptop || !otherLaptop.isUp || !remoteLaptop.isUp) return;
      const packs = await remoteLaptop.packsFor(await otherLaptop.have());
      const some = packs.filter(() => random.chance(0.35));
      await give(world, otherLaptop, random.shuffled(some));
    };
    orDiskFailure(visit).catch((error: unknown) => world.breaks(otherLaptop.name, error));
    passBy(world, remoteLaptop);
  });
}

async function give(world: World, laptop: Laptop, packs: readonly Pack[]): Promise<void> {
  world.time.say(laptop.name, `is given ${packs.length} packs`);
  if (packs.length === 0 || !(await laptop.carry(packs))) return;
  if (laptop.keepsWhatItTakes) world.oracle.give(laptop.name, packs.flatMap(contentsIn));
}

/** A laptop with a refusing disk, or one that dies meanwhile, takes and gives nothing. */
async function orDiskFailure(carry: () => Promise<void>): Promise<void> {
  try {
    await carry();
  } catch (error) {
    if (!isDiskRefusal(error)) throw error;
  }
}

/** Packs lost, doubled, mixed up and cut between laptops. */
function onTheWay({ random, fault, faultKinds }: World, packs: readonly Pack[]): readonly Pack[] {
  if (packs.length === 0 || !faultKinds.has('carrierLoses') || random.chance(0.5)) return packs;
  fault('carrier', 'loses, doubles, mixes or cuts packs');
  const some = packs.filter(() => random.chance(0.8));
  const doubled = some.flatMap((pack) => (random.chance(0.2) ? [pack, pack] : [pack]));
  const cut = doubled.map((pack) =>
    random.chance(0.05) ? { ...pack, payload: pack.payload.slice(0, -7) } : pack,
  );
  return random.shuffled(cut);
}

function contentsIn({ payload }: Pack): readonly string[] {
  const opened = decodePayload(payload);
  return opened.ok ? opened.value.ops.map(contentOf) : [];
}
