import { type Document, dotsAt } from '#domain/document/document.ts';
import type { RegisterWrite } from '#renderer/store/api/store-api.ts';
import type { Random } from '#tests/support/random/random.ts';
import type { Laptop } from '../laptop/laptop.ts';
import type { RealHeadquarters } from '../network/headquarters.ts';
import { nextIntention, type PaperOnDesk } from './people.ts';
import type { World } from './world.ts';

/** Records of a mission, and the numbers that decide on the writes in them. */
interface Desk {
  readonly mission: RealHeadquarters;
  readonly papers: readonly PaperOnDesk[];
  readonly random: Random;
}

/** A person at this laptop looks at a record, thinks and writes. */
export async function lookAndWrite(
  world: World,
  laptop: Laptop,
  { mission, papers, random }: Desk = {
    mission: world.headquarters,
    papers: world.papers,
    random: world.random,
  },
): Promise<void> {
  const { time } = world;
  const { log } = mission;
  const paperOnDesk = random.chance(0.4) ? papers[1] : random.pick(papers);
  if (paperOnDesk === undefined) return;
  const { disk } = laptop;
  const seen = await laptop.look(log, paperOnDesk.doc);
  const writer = { device: await laptop.device(), role: laptop.role };
  const intention = nextIntention(random, paperOnDesk, seen, writer, world.newWord);
  await time.wait(random.chance(0.5) ? random.between(0, 15_000) : 0);
  if (!laptop.isUp || world.isQuiet) return;
  // After a backup or an image of a disk has come back, nobody has a screen of the disk before it.
  if (laptop.disk !== disk) return;
  const registerWrites = world.planted.replacesUnseen
    ? intention.writes.map(replacing(await laptop.look(log, paperOnDesk.doc)))
    : intention.writes;
  const told = intention.writes.map(
    (registerWrite) =>
      `${registerWrite.path} ${'text' in registerWrite ? 'text' : JSON.stringify(registerWrite.value)}`,
  );
  time.say(laptop.name, `writes ${told.join(', ')}`);
  time.say(laptop.name, await laptop.write(log, registerWrites, intention.saw));
}

/** A write that replaces all present values. */
const replacing =
  (document: Document | undefined) =>
  (registerWrite: RegisterWrite): RegisterWrite =>
    'text' in registerWrite
      ? registerWrite
      : { ...registerWrite, over: dotsAt(document, registerWrite.path) };
