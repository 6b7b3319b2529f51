import { presentClient } from '../laptop/client-code.ts';
import type { Laptop } from '../laptop/laptop.ts';
import type { World } from '../world/world.ts';
import type { Mishap, MishapsByKind } from './mishaps.ts';
import { mostCalls } from './process-mishaps.ts';

/** A laptop's disk refuses, loses or changes data. */
export function diskMishaps(world: World): MishapsByKind {
  return {
    ...databaseMishaps(world),
    ...journalMishaps(world),
    callFails: callFails(world),
    diskFills: async (laptop) => {
      laptop.diskFaults.setMood({ ...laptop.diskFaults.mood, isFull: !laptop.diskFaults.mood.isFull });
      world.fault(laptop.name, laptop.diskFaults.mood.isFull ? 'disk is full' : 'disk has room');
    },
    diskFails: async (laptop) => {
      if (!mayBeginAnew(world)) return;
      await world.loseCarried(laptop);
      laptop.diskFaults.setMood({
        ...laptop.diskFaults.mood,
        failing: laptop.diskFaults.mood.failing === 0 ? 0.1 : 0,
      });
      world.fault(
        laptop.name,
        laptop.diskFaults.mood.failing === 0 ? 'disk is well' : 'disk fails now and then',
      );
    },
  };
}

/** Number of a journal's writes that go astray in that time. */
const strayShare = 0.5;

/** A store on a failing disk may make its database again. */
const mayBeginAnew = ({ fate }: World): boolean => fate !== 'headquarters' && fate !== 'stolen';

function databaseMishaps(world: World): MishapsByKind {
  const { random } = world;
  // Data that a laptop has only from headquarters, or from a person who is gone, must not be lost there too.
  const mayLose = (laptop: Laptop): boolean =>
    world.fate !== 'stolen' &&
    laptop.diskFaults.hasWholeJournal &&
    (world.fate !== 'headquarters' || laptop.keepsAllFiles);
  return {
    databaseIsGone: async (laptop) => {
      if (!mayLose(laptop)) return;
      world.crash(laptop, 'crashes and its database is gone');
      laptop.disk.image = laptop.disk.image.blank();
      laptop.diskFaults.hasWholeDatabase = false;
      await world.loseCarried(laptop);
      world.restart(laptop);
    },
    databaseIsOlder: async (laptop) => {
      // Headquarters tells its marks on own ops once: when ops come back from the journal as delivered.
      if (!mayLose(laptop) || (world.hasReviewer && !laptop.keepsAllFiles)) return;
      world.crash(laptop, 'crashes and its database is an older one');
      laptop.disk.image = random.pick(laptop.olderImages);
      laptop.diskFaults.hasWholeDatabase = false;
      await world.loseCarried(laptop);
      world.restart(laptop);
    },
  };
}

function journalMishaps(world: World): MishapsByKind {
  const { random } = world;
  // A mark then replaces the content: headquarters does not tell again which own ops are held there.
  const mayLose = (): boolean => mayBeginAnew(world) && !world.hasReviewer;
  // The earlier version did not verify its erasures.
  return {
    journalIsDamaged: async (laptop) => {
      if (!mayLose() || !laptop.diskFaults.hasWholeDatabase) return;
      world.crash(laptop, 'crashes and its journal is damaged');
      laptop.diskFaults.damageJournal();
      world.restart(laptop);
    },
    shortWrite: async (laptop) => {
      if (mayLose() && laptop.client === presentClient)
        laptop.diskFaults.letWritesStray(strayShare, ({ bytes }) => ({
          kind: 'short',
          length: random.chance(0.5) ? 0 : random.between(1, bytes - 1),
        }));
    },
    misdirectedWrite: async (laptop) => {
      if (!mayLose() || laptop.client !== presentClient) return;
      laptop.diskFaults.letWritesStray(strayShare, ({ name, files }) => ({
        kind: 'misdirected',
        name: random.chance(0.5) ? name : random.pick(files),
        share: random.next(),
      }));
    },
  };
}

/** One of the next calls of the disk fails, and it alone. */
const callFails =
  (world: World): Mishap =>
  async (laptop) => {
    const { random } = world;
    if (!mayBeginAnew(world)) return;
    await world.loseCarried(laptop);
    laptop.diskFaults.failCall(random.between(1, mostCalls), random.pick(['full', 'failed']));
  };
