import type { LinkSpeed } from '../rig/link.ts';
import { bytesOf, roundTripsOf, type Traffic } from '../rig/traffic.ts';
import type { Laptop } from '../rig/laptop.ts';
import type { Field } from './field.ts';
import { laptopWithBacklog } from './measure-backlog.ts';

/** Somebody dies after this share of the whole traffic, and again after each of the next ones. */
const gaps = [0.35, 0.25, 0.25] as const;
/** Bytes have to flow: over loopback a request is there at once, or not at all. */
const link: LinkSpeed = { roundTripMs: 100, bitsPerSecond: 256_000 };

/** One laptop sends all edits on the link of the kills, and nobody dies: what it takes there. */
export async function measureUndisturbed(field: Field, sender: number): Promise<Traffic> {
  const laptop = await laptopWithBacklog(field, sender);
  field.road.cut(false);
  field.road.setLink(link);
  const { traffic } = await field.sync(laptop);
  field.road.setLink(null);
  await laptop.quit();
  return traffic;
}

export interface Killed {
  /** How much more travelled than without, per kill, as a share of the whole. */
  readonly share: number;
  readonly reason: string;
}

/** One laptop sends all edits and is killed three times on the way, or headquarters is. */
export async function measureKills(
  field: Field,
  victim: 'client' | 'server',
  numbers: { readonly sender: number; readonly witness: number },
  undisturbed: Traffic,
): Promise<Killed> {
  const wholeBytes = bytesOf(undisturbed);
  let laptop = await laptopWithBacklog(field, numbers.sender);
  field.road.cut(false);
  field.road.setLink(link);
  field.road.reset();
  let next = nextMoment(field, 0, wholeBytes);
  await laptop.ask('setOffline', false);
  let kills = 0;
  for (;;) {
    const rest = laptop.ask('untilRest').then(
      () => 'rest' as const,
      () => 'killed' as const,
    );
    const what = await Promise.race([rest, next.then(() => 'moment' as const)]);
    if (what !== 'moment') break;
    kills += 1;
    next = nextMoment(field, kills, wholeBytes);
    laptop = await (victim === 'client'
      ? killLaptop(field, laptop, numbers.sender)
      : killServer(field, laptop));
  }
  const traffic = field.road.traffic();
  const total = bytesOf(traffic);
  console.error(JSON.stringify(traffic.requests));
  field.road.setLink(null);
  const own = await laptop.ask('digest');
  await laptop.quit();
  await expectSame(field, numbers.witness, own);
  return {
    share: kills === 0 ? 0 : (total - wholeBytes) / wholeBytes / kills,
    reason: `${victim} killed ${kills} times: ${spoken(traffic)}; undisturbed on the same link ${spoken(undisturbed)}`,
  };
}

const spoken = (traffic: Traffic): string =>
  `${traffic.up} B up and ${traffic.down} B down in ${roundTripsOf(traffic)} requests`;

const nextMoment = (field: Field, at: number, wholeBytes: number): Promise<void> => {
  const gap = gaps[at];
  if (gap === undefined) return new Promise(() => {});
  return new Promise((resolve) => {
    field.road.when(bytesOf(field.road.traffic()) + gap * wholeBytes, () => {
      // Nothing more travels from this very moment.
      field.road.cut(true);
      resolve();
    });
  });
};

async function killLaptop(field: Field, laptop: Laptop, number: number): Promise<Laptop> {
  await laptop.kill();
  field.road.mend();
  return field.laptop(number);
}

async function killServer(field: Field, laptop: Laptop): Promise<Laptop> {
  await field.server.stop('SIGKILL');
  await field.server.start();
  field.road.mend();
  await laptop.ask('syncNow');
  return laptop;
}

/** A laptop that was elsewhere fetches everything and has the same. */
async function expectSame(field: Field, number: number, expected: string): Promise<void> {
  const witness = await field.laptop(number);
  await witness.ask('untilRest');
  await witness.ask('syncNow');
  await witness.ask('untilRest');
  const found = await witness.ask('digest');
  await witness.quit();
  if (found !== expected) throw new Error('After the kills headquarters does not have what was written');
}
