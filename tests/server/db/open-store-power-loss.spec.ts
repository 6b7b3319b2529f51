import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openNodeJournalDisk } from '#electron/journal/journal-disk.ts';
import { openJournal, type ShellJournal } from '#electron/journal/shell-journal.ts';
import { openServerStore, type ServerStore, type StoreLocation } from '#server/db/open-store.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { bytes, smallSizes, texts } from '#tests/contracts/journal-contract.ts';
import { mountPowerDisk, type PowerDisk } from '#tests/support/disk/power-disk.ts';
import { canMount } from '#tests/support/disk/test-disk.ts';
import { Random } from '#tests/support/random/random.ts';
import { isTimeOver, rounds, seed, tell } from '#tests/support/random/rounds.ts';
import { startPostgres } from '#tests/support/server/postgres-process.ts';
import { TestHeadquarters } from '#tests/support/server/test-headquarters.ts';
import { testSealingKeys } from '#tests/support/server/test-sealing-keys.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

// D1 and S1 on a real file system that forgets unflushed data. Kills show nothing of it: the memory of the system
// survives them. Accounts that may not mount have the tests that count flushes: tests/electron/journal/journal-disk-node-journal-disk.spec.ts,
// tests/server/db/open-store.spec.ts.

/** A program that keeps numbered writes on a power disk. */
interface Writer {
  /** Resolves with whether it was acknowledged as kept; may reject without power. */
  write(number: number): Promise<boolean>;
  /** Close all files after the power was cut. */
  end(): Promise<void>;
  /** Start on the content of the disk. */
  start(): Promise<void>;
  /** Numbers of the writes that are found. */
  kept(): Promise<ReadonlySet<number>>;
}

function powerDiskUntilTheEnd(): PowerDisk {
  const powerDisk = mountPowerDisk(temporaryFolder('power'));
  onTestFinished(() => powerDisk.remove());
  return powerDisk;
}

/**
 * Cut the power again and again, each time in the middle of a write. Returns the numbers of acknowledged writes that
 * are gone after a cut; it ends with such a cut.
 */
async function lostInCuts(name: string, powerDisk: PowerDisk, writer: Writer): Promise<readonly number[]> {
  const random = new Random(seed);
  const acknowledged: number[] = [];
  let [next, cuts, lost] = [0, 0, [] as readonly number[]];
  const write = async (): Promise<boolean> => {
    const number = next;
    next += 1;
    const isKept = await writer.write(number);
    if (isKept) acknowledged.push(number);
    return isKept;
  };
  await writer.start();
  for (; cuts < rounds && lost.length === 0 && (cuts === 0 || !isTimeOver()); cuts += 1) {
    for (let left = random.between(1, 12); left > 0; left -= 1) expect(await write()).toBe(true);
    const underWay = write().catch(() => false);
    for (let turns = random.between(0, 8); turns > 0; turns -= 1) await setImmediate();
    powerDisk.cutPower();
    await writer.end();
    await underWay;
    await powerDisk.restorePower();
    await writer.start();
    const kept = await writer.kept();
    lost = acknowledged.filter((number) => !kept.has(number));
  }
  await writer.end();
  tell({ kind: 'power', done: { [name]: cuts }, saves: acknowledged.length, lost: lost.length });
  return lost;
}

/** Two fill a file, so that every other write begins one. */
const frameBytes = 1_500;

function journalWriter(folder: string): Writer {
  let shellJournal: ShellJournal;
  return {
    write: async (number) =>
      (await shellJournal.append([bytes(`${number}`.padStart(frameBytes))])).kind === 'kept',
    end: () => shellJournal.close(),
    async start() {
      shellJournal = openJournal(openNodeJournalDisk(folder), smallSizes);
    },
    kept: async () => new Set((await texts(shellJournal)).map(Number)),
  };
}

/** A store behind headquarters' own judging; each write is a pack of a laptop. */
async function storeWriter(
  storeLocation: StoreLocation,
  databaseProcess?: Omit<Writer, 'write' | 'kept'>,
): Promise<Writer> {
  let store: ServerStore = await openServerStore(storeLocation, testSealingKeys);
  const firstTestHeadquarters = new TestHeadquarters(store);
  const logId = await firstTestHeadquarters.addLog();
  const laptop = await firstTestHeadquarters.addLaptop('lead', logId);
  await store.destroy();
  const packs: Pack[] = [];
  const verdictOf = async (pack: Pack): Promise<string | undefined> =>
    (await firstTestHeadquarters.through(store).push(laptop, pack))[0]?.verdict;
  return {
    async write(number) {
      const over = number === 0 ? [] : [laptop.dot(number)];
      const pack = laptop.pack(logId, { path: 'title', value: `Title ${number}`, over });
      packs.push(pack);
      return (await verdictOf(pack)) === 'accepted';
    },
    async end() {
      await databaseProcess?.end();
      await store.destroy();
    },
    async start() {
      await databaseProcess?.start();
      store = await openServerStore(storeLocation, testSealingKeys);
    },
    // Sent again, a present pack is a duplicate; a missing one continues the end of the chain.
    async kept() {
      const verdicts: (string | undefined)[] = [];
      for (const pack of packs) verdicts.push(await verdictOf(pack));
      return new Set(verdicts.flatMap((verdict, number) => (verdict === 'duplicate' ? [number] : [])));
    },
  };
}

describe.skipIf(!canMount)('a power cut on a real file system', { timeout: 60_000 + rounds * 20_000 }, () => {
  test('[D1] takes nothing from the journal that it said was kept', async () => {
    const powerDisk = powerDiskUntilTheEnd();
    const lost = await lostInCuts(
      'journal',
      powerDisk,
      journalWriter(path.join(powerDisk.folder, 'journal')),
    );
    expect(lost).toEqual([]);
  });

  test('[S1] takes nothing from the embedded store that was accepted', async () => {
    const powerDisk = powerDiskUntilTheEnd();
    const place = { kind: 'embedded', folder: path.join(powerDisk.folder, 'data') } as const;
    const lost = await lostInCuts('embedded', powerDisk, await storeWriter(place));
    expect(lost).toEqual([]);
  });

  test('[S1] takes nothing from PostgreSQL that was accepted', async () => {
    const powerDisk = powerDiskUntilTheEnd();
    const database = await startPostgres(true, powerDisk.folder);
    onTestFinished(() => database.stop());
    powerDisk.flush(); // a new database is made without waiting for the disk
    let isRunning = true;
    const databaseProcess = {
      async end() {
        isRunning = false;
        await database.kill();
      },
      async start() {
        if (!isRunning) await database.restart();
        isRunning = true;
      },
    };
    const lost = await lostInCuts(
      'PostgreSQL',
      powerDisk,
      await storeWriter({ kind: 'postgres', url: database.url }, databaseProcess),
    );
    expect(lost).toEqual([]);
  });
});
