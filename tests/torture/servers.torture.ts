import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { copiesOnLaptop } from '#tests/support/app/compare-copies.ts';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { type Laptop, startLaptop } from '#tests/support/app/laptop.ts';
import { checkHistory } from '#tests/support/history/check-history.ts';
import { isTimeOver, rounds, seed, tell } from '#tests/support/random/rounds.ts';
import { oneOf, randomFrom } from '#tests/support/random/seeded-numbers.ts';
import { queryPostgres } from '#tests/support/server/postgres-process.ts';
import { onStore, type Programme, setUpProgramme } from '#tests/support/server/programme.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';
import { Assessor } from './support/assessor.ts';
import { expectEqualCopies } from './support/compare-with-headquarters.ts';
import { HistoryClient, HistoryRecorder, historyLogOf, sharedDocuments } from './support/history-client.ts';
import { PostgresPair } from './support/postgres-pair.ts';
import { ServerBehindProxy } from './support/two-servers.ts';

const faults = [
  'failOver',
  'killServer',
  'pauseServer',
  'cutStore',
  'killPostgres',
  'cutLaptops',
  'restartServer',
] as const;
type Fault = (typeof faults)[number];

/** The clock of the second server is ahead by this much: within the bounds of a code for the console. */
const aheadMs = 20_000;
/** Work before and after each fault. */
const calmMs = 700;

test(`[S1] [S2] [S4] two laptops and two servers on one PostgreSQL keep every promise through ${rounds} faults`, async () => {
  test.setTimeout(240_000 + rounds * 60_000);
  const [random, ofWork] = [randomFrom(seed), randomFrom(seed + 1_000_000)];
  const { folder, remove } = await temporaryFolder();
  const postgresPair = await PostgresPair.start();
  const servers = [
    await ServerBehindProxy.start('A', postgresPair.store),
    await ServerBehindProxy.start('B', { ...postgresPair.store, aheadMs }),
  ] as const;
  const [a, b] = servers;
  const programme = await setUpProgramme(postgresPair.store);
  const { log } = programme;

  const people = [
    { url: a.url, code: await programme.leadCode(), assessor: new Assessor() },
    { url: b.url, code: await programme.secondCode(), assessor: new Assessor('Police academy') },
  ];
  const laptops = await Promise.all(
    people.map(({ url, code }, at) =>
      startLaptop({ profile: path.join(folder, `laptop ${at}`), enrol: { url, code } }),
    ),
  );
  const persons = people.map(({ assessor }, at) => ({ assessor, laptop: laptops[at] as Laptop })); // as many
  for (const { assessor, laptop } of persons) await assessor.begin(laptop.page);

  const historyRecorder = new HistoryRecorder();
  const clientOf = (name: string): HistoryClient =>
    new HistoryClient({ name, log, servers, recorder: historyRecorder, random: ofWork });
  const historyClients = ['one', 'two', 'three'].map(clientOf);
  for (const historyClient of historyClients)
    expect(await historyClient.enrol(await programme.secondCode(), a)).toBe('taken');

  const surroundings = { programme, servers, recorder: historyRecorder, postgres: postgresPair };
  const done: Record<Fault | 'revocations', number> = {
    failOver: 0,
    killServer: 0,
    pauseServer: 0,
    cutStore: 0,
    killPostgres: 0,
    cutLaptops: 0,
    restartServer: 0,
    revocations: 0,
  };
  for (let round = 0; round < rounds && !isTimeOver(); round += 1) {
    // The first rounds make each fault once, so that a short run has met most of them.
    const fault = faults[round] ?? oneOf(random, faults);
    const serverBehindProxy = oneOf(random, servers);
    const bytes = Math.ceil(random() * 4_000);
    done[fault] += 1;
    let isOver = false;
    const working = [
      ...historyClients.map((client) => client.work(() => isOver)),
      ...persons.map(({ assessor, laptop }) => assessor.work(laptop.page, ofWork, () => isOver)),
    ];
    await wait(calmMs);
    const [, isRevoked] = await Promise.all([
      step(`${fault} at ${serverBehindProxy.name}`, () =>
        strike(fault, { postgres: postgresPair, server: serverBehindProxy, bytes }),
      ),
      step('a device comes and is revoked', () =>
        comeAndGo(clientOf(`passing ${round}`), clientOf(`late ${round}`), surroundings),
      ),
    ]);
    if (isRevoked) done.revocations += 1;
    await wait(calmMs);
    isOver = true;
    await step('all end their work', () => Promise.all(working));
    for (const { assessor, laptop } of persons) await assessor.checkAnswers(laptop.page);
  }
  // Once without a fault beside it, so that no run has met none.
  const [lastHistoryClient, late] = [clientOf('passing'), clientOf('late')];
  expect(await comeAndGo(lastHistoryClient, late, surroundings)).toBe(true);
  done.revocations += 1;

  await step('all is sent', async () => {
    for (const historyClient of historyClients)
      for (const serverBehindProxy of servers) await historyClient.settle(serverBehindProxy);
    for (const { laptop } of persons) await untilNothingWaits(laptop);
  });
  const entries = await queryPostgres(
    postgresPair.store.databaseUrl,
    `select place::int, payload from entries where log = '${log}' and kind = 'pack' order by place`,
  );
  const history = historyRecorder.ended(
    historyLogOf(entries as readonly { place: number; payload: string }[]), // as asked
  );
  const foundHistoryFaults = checkHistory(history);
  const lost = foundHistoryFaults.filter(({ kind }) => kind === 'lost').length;
  const acknowledged = history.sent.filter(({ verdict }) => verdict === 'accepted').length;
  const saves = persons.reduce((sum, { assessor }) => sum + assessor.saves, 0);
  tell({ kind: 'servers', done: { ...done, packs: acknowledged, reads: history.reads.length }, saves, lost });
  expect(foundHistoryFaults).toEqual([]);
  expect(acknowledged).toBeGreaterThan(rounds);

  // Both laptops show all changes of the others too, as both servers do.
  for (const { laptop } of persons)
    expect((await copiesOnLaptop(laptop)).map(({ doc }) => doc)).toEqual(
      expect.arrayContaining([...writtenDocuments(history.log.flatMap(({ ops }) => ops))]),
    );
  await expectEqualCopies(laptops, a.url, await programme.reviewerConsoleCode());
  await expectEqualCopies(laptops, b.url, await programme.adviserConsoleCode());
  for (const laptop of laptops) await laptop.quit();
  for (const serverBehindProxy of servers) await serverBehindProxy.stop();
  await postgresPair.stop();
  await remove();
});

/** A part of a round; one that hangs is named. */
const step = <T>(title: string, act: () => Promise<T>): Promise<T> =>
  test.step(title, act, { timeout: 120_000 });

interface Victims {
  readonly postgres: PostgresPair;
  readonly server: ServerBehindProxy;
  /** Traffic until a connection breaks. */
  readonly bytes: number;
}

async function strike(fault: Fault, { postgres, server, bytes }: Victims): Promise<void> {
  switch (fault) {
    case 'failOver':
      return postgres.failOver();
    case 'killPostgres':
      return postgres.killPrimary();
    case 'cutStore':
      for (let times = 0; times < 4; times += 1) {
        postgres.cutConnections();
        await wait(bytes / 10);
      }
      return;
    case 'killServer':
      return server.startAgain('kill');
    case 'restartServer':
      return server.startAgain('stop');
    case 'pauseServer':
      return server.sleep(() => wait(2_000 + bytes));
    case 'cutLaptops':
      for (let times = 0; times < 4; times += 1) {
        await server.cutAfter(bytes);
        await wait(bytes / 10);
        server.restoreNetwork();
      }
  }
}

interface Surroundings {
  readonly programme: Programme;
  readonly servers: readonly [ServerBehindProxy, ServerBehindProxy];
  readonly recorder: HistoryRecorder;
  readonly postgres: PostgresPair;
}

/**
 * Two devices present one code to both servers at once. The one that comes in writes, is revoked by a command, and
 * asks both servers again.
 * @returns whether all of it was possible, beside a fault
 */
async function comeAndGo(
  historyClient: HistoryClient,
  otherHistoryClient: HistoryClient,
  { programme, servers, recorder, postgres }: Surroundings,
): Promise<boolean> {
  const [a, b] = servers;
  const code = await programme.secondCode().catch(() => null);
  if (code === null) return false;
  const results = await Promise.all([historyClient.enrol(code, a), otherHistoryClient.enrol(code, b)]);
  const guest = results[0] === 'taken' ? historyClient : results[1] === 'taken' ? otherHistoryClient : null;
  if (guest === null) return false;
  // The code is used at both by now.
  await Promise.all([otherHistoryClient.enrol(code, a), historyClient.enrol(code, b)]);
  await Promise.all(servers.map((server) => guest.sendOnce(server)));
  const { id } = guest.device;
  const isDone = await onStore(postgres.store, (admin) => admin('revoke', { device: id })).then(
    () => true,
    () => false,
  );
  if (!isDone) return false;
  recorder.revoked[id] = Date.now();
  await Promise.all(servers.map((server) => guest.sendOnce(server)));
  return true;
}

async function untilNothingWaits({ page }: Laptop): Promise<void> {
  const fieldApp = new FieldApp(page);
  await fieldApp.syncNow();
  await fieldApp.untilNothingWaits();
}

const writtenDocuments = (ops: readonly { readonly doc: string }[]): ReadonlySet<string> =>
  new Set(ops.map(({ doc }) => doc).filter((doc) => sharedDocuments.includes(doc)));
