import { VirtualDisk } from '#tests/support/disk/virtual-disk.ts';
import type { IndexedDbImage } from '#tests/support/indexed-db/indexed-db-image.ts';
import type { Random } from '#tests/support/random/random.ts';
import type { DeviceKeys } from '#tests/support/random/seeded-ids.ts';
import { firstIdentity, type Identity } from './identity.ts';

/** Disk of a laptop: the database, the journal, and its identity. */
export interface LaptopDisk {
  image: IndexedDbImage;
  readonly journal: VirtualDisk;
  identity: Identity;
  isEnrolled: boolean;
  /** Headquarters' key, as the enrolment pinned it. */
  serverKey: string;
  /** The vault was restored from the backup file of that time. */
  backup: { readonly madeAtMs: number; readonly isOpened: boolean } | null;
  /** Its journal says that the mission is erased. */
  isErased: boolean;
  /** Of the journal's files; drawn in some worlds. */
  readonly sizes: JournalSizes;
}

/** Bytes of a file of the journal, and of the room that it keeps for a full disk. */
export interface JournalSizes {
  readonly fileBytes: number;
  readonly reserveBytes: number;
}

/** Small, so that a short story fills several files. */
export const usualSizes: JournalSizes = { fileBytes: 8 * 1024, reserveBytes: 16 * 1024 };

/** Enough for any story, and small enough to be filled. */
export const roomyBytes = 1024 * 1024;

interface DiskParts {
  readonly keys: DeviceKeys;
  readonly random: Random;
  /** Content of the database's disk at first. */
  readonly image: IndexedDbImage;
  readonly sizes: JournalSizes;
}

export const newDisk = ({ keys, random, image, sizes }: DiskParts): LaptopDisk => ({
  image,
  journal: emptyJournalDisk(random),
  identity: firstIdentity(keys),
  isEnrolled: false,
  serverKey: 'key',
  backup: null,
  isErased: false,
  sizes,
});

/** Everything, as in a backup or a disk image. The laptop must be off. */
export async function copyDisk(laptopDisk: LaptopDisk, random: Random): Promise<LaptopDisk> {
  const journal = emptyJournalDisk(random);
  const { fails } = laptopDisk.journal;
  laptopDisk.journal.fails = () => null;
  const [from, to] = [laptopDisk.journal.mount(), journal.mount()];
  for (const name of laptopDisk.journal.names) {
    const bytes = await from.read(name);
    const journalFile = await to.create(name, bytes.length);
    await journalFile.write(0, bytes);
    await journalFile.flush();
    await journalFile.close();
  }
  laptopDisk.journal.fails = fails;
  return { ...laptopDisk, journal };
}

const emptyJournalDisk = (random: Random): VirtualDisk =>
  new VirtualDisk({
    chance: random.next,
    capacityBytes: roomyBytes,
    // Other work comes in between, and so does a crash.
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
