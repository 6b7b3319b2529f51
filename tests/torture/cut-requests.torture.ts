import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { startCountingProxy } from '#tests/support/network/counting-proxy.ts';
import { isTimeOver, rounds, seed, tell } from '#tests/support/random/rounds.ts';
import { randomFrom } from '#tests/support/random/seeded-numbers.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';
import { Assessor } from './support/assessor.ts';
import { expectEqualCopies } from './support/compare-with-headquarters.ts';

/** A request with a few answers and its answer are about so long, so a cut falls anywhere in them. */
const tripBytes = 2_600;

test(`[S4] ${rounds} requests cut off in the middle lose nothing, and nothing counts twice`, async () => {
  test.setTimeout(120_000 + rounds * 20_000);
  const random = randomFrom(seed);
  const { folder, remove } = await temporaryFolder();
  const data = path.join(folder, 'server');
  const serverProcess = await startServer(data);
  const countingProxy = await startCountingProxy(serverProcess.url);
  const programme = await setUpProgramme(data);
  const laptop = await startLaptop({
    profile: path.join(folder, 'laptop'),
    enrol: { url: countingProxy.url, code: await programme.leadCode() },
  });
  const fieldApp = new FieldApp(laptop.page);
  const assessor = new Assessor();
  await assessor.begin(laptop.page);
  await fieldApp.untilNothingWaits();

  let cuts = 0;
  for (; cuts < rounds && !isTimeOver(); cuts += 1) {
    countingProxy.cut();
    const enough = assessor.saves + 2;
    await assessor.work(laptop.page, random, () => assessor.saves >= enough);
    await syncUntil(fieldApp, countingProxy.cutAfter(Math.ceil(random() * tripBytes)));
    await assessor.returnTo(laptop.page);
  }
  countingProxy.restore();
  await fieldApp.syncNow();
  await fieldApp.untilNothingWaits();
  await expectEqualCopies(laptop, serverProcess.url, await programme.reviewerConsoleCode());

  tell({ kind: 'cut', done: { requests: cuts }, saves: assessor.saves, lost: 0 });
  await laptop.quit();
  await countingProxy.close();
  await serverProcess.stop();
  await remove();
});

/** Ask for another sync when one was shorter than the cut; the next one by itself comes half a minute later. */
async function syncUntil(fieldApp: FieldApp, cut: Promise<void>): Promise<void> {
  let isCut = false;
  const isOver = cut.then(() => {
    isCut = true;
  });
  while (!isCut) {
    await fieldApp.syncNow();
    await Promise.race([isOver, wait(1_000)]);
  }
}
