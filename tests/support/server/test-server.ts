import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { createOneTimeCode } from '#server/auth/one-time-codes.ts';
import { loadServerIdentity, type ServerIdentity } from '#server/auth/server-identity.ts';
import { acceptRecipientsStatement } from '#server/auth/stated-recipients.ts';
import type { RequestLimits, ServerContext } from '#server/context/server-context.ts';
import type { SealingKeys } from '#server/db/encryption/sealing-keys.ts';
import type { RuntimeDependencies, ServerStore } from '#server/db/open-store.ts';
import { type ConnectionOptions, createApp, generousRequestLimits } from '#server/http/create-app.ts';
import type { PackIntake } from '#server/judging/pack-intake.ts';
import type { PackJudge } from '#server/judging/pack-judge.ts';
import { generousCpuMsPerMinute, PackJudgingQueue } from '#server/judging/pack-judging-queue.ts';
import type { RecipientsStatement } from '#sync/protocol/recipients-statement.ts';
import { TestClock } from '#tests/support/clock/test-clock.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { createInlineJudge } from './inline-judge.ts';
import { embedded, openUntilTheEnd, type StoreLocations } from './stores.ts';
import { TestBrowser, totpOf } from './test-browser.ts';
import { TestHeadquarters } from './test-headquarters.ts';
import { testRecovery } from './test-recovery.ts';

/** The one server of tests, in this process and on a port of its own. A test moves its clock. */
export interface TestServer {
  readonly url: string;
  /** Every route that it has, as `GET /health`. */
  readonly routes: readonly string[];
  readonly hq: TestHeadquarters;
  readonly identity: ServerIdentity;
  readonly context: ServerContext;
  /** Follows the true time until a test moves it. */
  readonly clock: TestClock;
  readonly code: (purpose: 'enrol' | 'console', personId: PersonId) => Promise<string>;
  /** The hand-written client, enrolled as a new person with a role in these logs. */
  readonly enrolled: (role: Role, ...logIds: readonly LogId[]) => Promise<Device>;
  /** The cookie of a person who signed in to the console. */
  readonly signedIn: (personId: PersonId) => Promise<string>;
  /** End it before the test is over. */
  readonly stop: () => Promise<void>;
}

interface ServerOptions {
  readonly storeLocations?: StoreLocations;
  readonly publicUrl?: string;
  readonly consoleFolder?: string;
  readonly limits?: RequestLimits;
  readonly trustProxy?: ConnectionOptions['trustProxy'];
  /** The sealing keys of the store; by default those of every test. */
  readonly sealing?: SealingKeys;
  /** Judges packs; by default this thread does. */
  readonly judge?: (store: ServerStore) => PackJudge;
  readonly cpuMsPerMinute?: number;
  /** Bounds of the bytes of packs; by default generous, on a disk with room. */
  readonly intake?: PackIntake;
  /** Statement of the recovery recipients; by default that of every test, none where it is null. */
  readonly recovery?: RecipientsStatement | null;
  readonly sendsMail?: boolean;
}

export async function startTestServer(serverOptions: ServerOptions = {}): Promise<TestServer> {
  const { storeLocations: locations = embedded } = serverOptions;
  const testClock = new TestClock(Date.now);
  return serve(
    await openUntilTheEnd(await locations.newLocation(), serverOptions.sealing, testClock.now),
    serverOptions,
    testClock,
  );
}

/** Another process of the server on the same store. */
export const serveStore = (
  store: ServerStore,
  publicUrl?: string,
  serverOptions: Pick<ServerOptions, 'limits'> = {},
): Promise<TestServer> =>
  serve(store, publicUrl === undefined ? serverOptions : { ...serverOptions, publicUrl });

async function serve(
  store: ServerStore,
  serverOptions: ServerOptions,
  testClock = new TestClock(Date.now),
): Promise<TestServer> {
  const { publicUrl = null, consoleFolder = null, limits = generousRequestLimits } = serverOptions;
  const { trustProxy = false } = serverOptions;
  const { judge = createInlineJudge, cpuMsPerMinute = generousCpuMsPerMinute } = serverOptions;
  const dependencies: RuntimeDependencies = {
    nowMs: testClock.now,
    randomBytes: (count) => randomBytes(count),
  };
  const { recovery = testRecovery.statement } = serverOptions;
  await loadServerIdentity(store, dependencies);
  if (recovery !== null)
    await store.transaction().execute((tx) => acceptRecipientsStatement(tx, recovery, false));
  const identity = await loadServerIdentity(store, dependencies);
  const judging = new PackJudgingQueue(
    judge(store),
    cpuMsPerMinute,
    () => Promise.resolve(),
    serverOptions.intake,
  );
  const context = {
    store,
    identity,
    dependencies,
    publicUrl,
    version: '0',
    consoleFolder,
    limits,
    judging,
    sendsMail: serverOptions.sendsMail ?? false,
  };
  const app = await createApp(context, { tls: null, trustProxy });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());

  const hq = new TestHeadquarters(store);
  const code: TestServer['code'] = async (purpose, person) => {
    const wanted = { purpose, person, lifetimeMs: 60 * 60_000 };
    return (await store.transaction().execute((tx) => createOneTimeCode(tx, dependencies, wanted))).code;
  };
  return {
    url,
    routes: app.registeredRoutes,
    hq,
    identity,
    context,
    clock: testClock,
    code,
    enrolled: async (role, ...logIds) => {
      const device = new Device(url);
      const { status } = await device.enrol(await code('enrol', await hq.addPerson(role, ...logIds)));
      if (status !== 200) throw new Error(`The device was not enrolled: ${status}`);
      return device;
    },
    signedIn: async (personId) => {
      const testBrowser = new TestBrowser(url);
      await testBrowser.post('/console/sign-in', { code: await code('console', personId) });
      const { body } = await testBrowser.post('/console/authenticator', {});
      await testBrowser.post('/console/authenticator/confirm', {
        code: totpOf(body.secret, dependencies.nowMs()),
      });
      return testBrowser.cookie;
    },
    stop: () => app.close(),
  };
}
