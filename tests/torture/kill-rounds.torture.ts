import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { type Laptop, startLaptop } from '#tests/support/app/laptop.ts';
import { isTimeOver, rounds, seed, tell } from '#tests/support/random/rounds.ts';
import { oneOf, randomFrom } from '#tests/support/random/seeded-numbers.ts';
import { startPostgres } from '#tests/support/server/postgres-process.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';
import { Assessor } from './support/assessor.ts';
import { expectEqualCopies } from './support/compare-with-headquarters.ts';
import { Headquarters, killRenderer, storeOn, type Victim, victims } from './support/victims.ts';

test(`[D1, S1] ${rounds} kills of renderer, shell, whole group, server and PostgreSQL while writing and syncing lose nothing`, async () => {
  test.setTimeout(120_000 + rounds * 30_000);
  // Two series of numbers: the progress of the work must not change which kills follow.
  const [random, ofWork] = [randomFrom(seed), randomFrom(seed + 1_000_000)];
  const { folder, remove } = await temporaryFolder();
  const postgresProcess = await startPostgres(true);
  const headquarters = await Headquarters.start(postgresProcess);
  const programme = await setUpProgramme(storeOn(postgresProcess));
  const profile = path.join(folder, 'laptop');
  const enrol = { url: headquarters.url, code: await programme.leadCode() };
  const assessor = new Assessor();
  let laptop = await startLaptop({ profile, enrol });
  await assessor.begin(laptop.page);

  const killed: Record<Victim, number> = { renderer: 0, shell: 0, group: 0, server: 0, postgres: 0 };
  for (let round = 0; round < rounds && !isTimeOver(); round += 1) {
    // The first rounds take each victim once, so that a short run has met them all.
    const victim = victims[round] ?? oneOf(random, victims);
    killed[victim] += 1;
    let isOver = false;
    const savedBefore = assessor.saves;
    const working = assessor.work(laptop.page, ofWork, () => isOver).catch(() => undefined);
    await expect.poll(() => assessor.saves, { timeout: 30_000 }).toBeGreaterThan(savedBefore);
    await wait(random() * 2_000); // the moment of the kill is random
    laptop = await strike(victim, laptop, headquarters, profile);
    isOver = true;
    await working;
    await (victim === 'server' || victim === 'postgres'
      ? assessor.checkAnswers(laptop.page)
      : assessor.returnTo(laptop.page));
  }

  const fieldApp = new FieldApp(laptop.page);
  await fieldApp.syncNow();
  await fieldApp.untilNothingWaits();
  await expectEqualCopies(laptop, headquarters.url, await programme.reviewerConsoleCode());
  tell({ kind: 'kills', done: killed, saves: assessor.saves, lost: 0 });

  await laptop.quit();
  await headquarters.stop();
  await remove();
});

async function strike(
  victim: Victim,
  laptop: Laptop,
  headquarters: Headquarters,
  profile: string,
): Promise<Laptop> {
  switch (victim) {
    case 'renderer':
      // The shell loads the page again once a minute only, so saved values are looked for by a new start.
      await killRenderer(laptop);
      await laptop.kill();
      return startLaptop({ profile });
    case 'shell':
      await laptop.killShell();
      return startLaptop({ profile });
    case 'group':
      await laptop.kill();
      return startLaptop({ profile });
    case 'server':
      await headquarters.killServer();
      return laptop;
    case 'postgres':
      await headquarters.killPostgres();
      return laptop;
  }
}
