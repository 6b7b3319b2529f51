import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import * as z from 'zod';
import { databaseFileIn } from '#server/db/file-permissions.ts';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { runForeignProgram, startForeignProgram } from '#tests/support/foreign/foreign-program.ts';
import { isTimeOver, rounds, seed, tell } from '#tests/support/random/rounds.ts';
import { randomFrom } from '#tests/support/random/seeded-numbers.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { serverCommand, startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';
import { Assessor } from './support/assessor.ts';
import { expectEqualCopies } from './support/compare-with-headquarters.ts';

// Backup tools, virus scanners and file managers work on the same files. Their locks are advisory, so only Linux and
// macOS show them; Windows refuses a second program by itself.

const Acts = z.record(z.string(), z.number());

/** A round with its restart takes half a minute, and on a busy machine three times as long. */
const visits = Math.ceil(rounds / 3);

test(`[S1, D2] other programs that copy, open, lock and scan all files in ${visits} rounds cost nothing that was saved or accepted`, async () => {
  test.setTimeout(180_000 + visits * 180_000);
  const random = randomFrom(seed);
  const { folder, remove } = await temporaryFolder();
  const [data, profile, copies] = ['server', 'laptop', 'copies'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  fs.mkdirSync(copies);
  let serverProcess = await startServer(data);
  const programme = await setUpProgramme(data);
  let laptop = await startLaptop({
    profile,
    enrol: { url: serverProcess.url, code: await programme.leadCode() },
  });
  const assessor = new Assessor();
  await assessor.begin(laptop.page);
  const done: Record<string, number> = {};
  const count = (acts: Readonly<Record<string, number>>): void => {
    for (const [name, times] of Object.entries(acts)) done[name] = (done[name] ?? 0) + times;
  };
  const work = async (): Promise<void> => {
    const enough = assessor.saves + 2;
    await assessor.work(laptop.page, random, () => assessor.saves >= enough);
  };

  for (let round = 0; round < visits && (round === 0 || !isTimeOver()); round += 1) {
    const roaming = await startForeignProgram('roam', data, profile, '--copy', copies);
    await work();
    await runForeignProgram('backup', databaseFileIn(data), path.join(copies, `${round}.sqlite`));
    await work();
    if (round % 3 === 1) await holdTheLock(data, work);
    await untilAllIsSent(new FieldApp(laptop.page));
    count(Acts.parse(await roaming.end()));
    count({ backups: 1 });
    if (round % 2 === 0) {
      // A kill right after: nothing is written into the database by SQLite's own end.
      await serverProcess.kill();
      await laptop.kill();
      serverProcess = await startServer(data, serverProcess.port);
      laptop = await startLaptop({ profile });
    }
    await assessor.returnTo(laptop.page);
  }
  await untilAllIsSent(new FieldApp(laptop.page));
  await expectEqualCopies(laptop, serverProcess.url, await programme.reviewerConsoleCode());
  await laptop.quit();
  await serverProcess.stop();
  // It ends with an error where the store is not whole.
  await serverCommand(data, 'admin', 'backup', '--out', path.join(copies, 'whole.sqlite'));
  expect(Object.keys(done).toSorted(), 'each act was done').toEqual(
    ['backups', 'copied', 'locked', 'missed', 'opened', 'scanned'].toSorted(),
  );
  tell({ kind: 'foreign', done, saves: assessor.saves, lost: 0 });
  await remove();
});

async function untilAllIsSent(fieldApp: FieldApp): Promise<void> {
  await fieldApp.syncNow();
  await fieldApp.untilNothingWaits();
}

/** Keep SQLite's write lock for a while, as a program that stops in the middle of its work does. */
async function holdTheLock(data: string, work: () => Promise<void>): Promise<void> {
  const holder = await startForeignProgram('hold', databaseFileIn(data));
  await work(); // on the laptop nothing is noticed
  await holder.end();
}
