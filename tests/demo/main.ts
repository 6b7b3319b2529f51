import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import {
  type Copy,
  copiesAtHeadquarters,
  copiesOnLaptop,
  differences,
} from '#tests/support/app/compare-copies.ts';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { type Laptop, startLaptop } from '#tests/support/app/laptop.ts';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { startCountingProxy } from '#tests/support/network/counting-proxy.ts';
import { serverCommand, startServer } from '#tests/support/server/server-process.ts';
import { makeFolderUntilExit } from '#tests/support/temporary/make-folder.ts';
import { fillOffline, institution, mission, openFilled } from './assessment-of-the-day.ts';
import { kilobytes, Narrator } from './narrator.ts';

// The main job on the real app, the real server and the demonstration data. Ends with 0 only if the copy at
// headquarters equals the laptop's. `npm run demo` builds and starts this.

const pictures = path.resolve('dist/demo');
const Seeded = z.object({
  enrol: z.array(z.object({ name: z.string(), role: z.string(), code: z.string() })),
  consoleCode: z.string(),
});

const narrator = new Narrator();
const { folder, remove } = makeFolderUntilExit('demo');
await mkdir(pictures, { recursive: true });
const picture = (name: string): { path: string } => ({ path: path.join(pictures, `${name}.png`) });

const data = path.join(folder, 'headquarters');
const seeded = await narrator.tell('Headquarters has a demonstration programme', async () => {
  const value = Seeded.parse(await serverCommand(data, 'seed-demo'));
  return { figures: `${value.enrol.length} enrolment codes`, value };
});
const codeOf = (role: string): string => {
  const found = seeded.enrol.find((one) => one.role === role);
  if (found === undefined) throw new Error(`The demonstration has no ${role}`);
  return found.code;
};

const server = await startServer(data);
const proxy = await startCountingProxy(server.url);
const profile = path.join(folder, 'laptop');

/** Traffic of one step, and its duration. */
async function onTheRoad(act: () => Promise<void>): Promise<string> {
  const before = proxy.traffic();
  await act();
  const after = proxy.traffic();
  const [up, down] = [after.up - before.up, after.down - before.down];
  return `${kilobytes(up)} up, ${kilobytes(down)} down, ${after.requests - before.requests} round trips`;
}

const morning = await narrator.tell('A new laptop joins and receives its missions', async () => {
  let value: Laptop | undefined;
  const figures = await onTheRoad(async () => {
    value = await startLaptop({ profile, enrol: { url: proxy.url, code: codeOf('lead') } });
    await value.page.getByRole('main').getByRole('link').first().waitFor();
    await new FieldApp(value.page).untilAtRest();
  });
  if (value === undefined) throw new Error('The app did not start');
  const documents = await copiesOnLaptop(value);
  await value.page.screenshot(picture('1-missions'));
  return { figures: `${documents.length} records, ${figures}`, value };
});

await narrator.tell('No network: a new assessment is filled by keyboard', async () => {
  proxy.cut();
  const answers = await fillOffline(morning.page);
  await morning.page.screenshot(picture('2-assessment-offline'));
  return { figures: `${answers} answers written and saved on the laptop`, value: undefined };
});

const evening = await narrator.tell('The app is closed and opened again, still without network', async () => {
  await morning.quit();
  const value = await startLaptop({ profile });
  const answers = await openFilled(value.page);
  return { figures: `${answers} answers are there`, value };
});

await narrator.tell('The network is back', async () => {
  const fieldApp = new FieldApp(evening.page);
  const figures = await onTheRoad(async () => {
    proxy.restore();
    await fieldApp.syncNow();
    await fieldApp.untilNothingWaits();
  });
  await evening.page.screenshot(picture('3-where-it-is'));
  return { figures, value: undefined };
});

const headquarters = await openConsole(server.url);
await narrator.tell('Headquarters sees the record in the console', async () => {
  const { page } = headquarters;
  await page.getByLabel('Code').fill(seeded.consoleCode);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('main').getByRole('link').first().waitFor();
  await page.screenshot(picture('4-console-missions'));
  await page.getByRole('link', { name: mission }).first().click();
  await page.getByRole('link', { name: institution }).click();
  await page.getByRole('table', { name: 'Reported maturity levels' }).waitFor();
  await page.screenshot(picture('5-console-record'));
  return { figures: institution, value: undefined };
});

const colleague = await narrator.tell('A colleague’s laptop joins and receives everything', async () => {
  let value: Laptop | undefined;
  const figures = await onTheRoad(async () => {
    value = await startLaptop({
      profile: path.join(folder, 'colleague'),
      enrol: { url: proxy.url, code: codeOf('assessor') },
    });
    await openFilled(value.page);
    await value.page.screenshot(picture('6-colleague'));
  });
  if (value === undefined) throw new Error('The app did not start');
  return { figures, value };
});

const differing = await narrator.tell('Copies are compared, register by register', async () => {
  const laptop = await copiesOnLaptop(evening);
  const central = await copiesAtHeadquarters(headquarters.page, laptop);
  const otherCopies = await copiesOnLaptop(colleague);
  const value = [...differences(laptop, central), ...differences(laptop, otherCopies)];
  return {
    figures: `${laptop.length} records, ${registersIn(laptop)} registers, ${value.length} differ`,
    value,
  };
});

await headquarters.browser.close();
await colleague.quit();
await evening.quit();
await proxy.close();
await server.stop();
await remove();

for (const difference of differing) console.log(`    differs: ${difference}`);
narrator.end(
  differing.length === 0
    ? 'Headquarters’ copy equals the laptop’s. Pictures are in dist/demo.'
    : 'The copies differ.',
);
process.exit(differing.length === 0 ? 0 : 1);

function registersIn(copies: readonly Copy[]): number {
  return copies.reduce((count, copy) => count + Object.keys(copy.registers).length, 0);
}
