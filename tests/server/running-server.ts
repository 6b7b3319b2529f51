import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { generousLimits, makeApp, type Transport } from '#server/http/make-app.ts';
import type { RequestLimits } from '#server/http/server-context.ts';
import { generousCpuMsPerMinute, Judging } from '#server/judging/judging.ts';
import { judgeHere, type PackJudge } from '#server/judging/pack-judge.ts';
import { makeCode } from '#server/identity/one-time-codes.ts';
import { serverIdentity, type ServerIdentity } from '#server/identity/server-identity.ts';
import { stateRecipients } from '#server/recovery/stated-recipients.ts';
import type { SealingKeys } from '#server/sealed/sealing-keys.ts';
import type { Store } from '#server/store/open-store.ts';
import type { Surroundings } from '#server/surroundings.ts';
import type { RecipientsStatement } from '#sync/protocol/recipients-statement.ts';
import { Device } from '../protocol/client.mjs';
import { embedded, openUntilTheEnd, type StorePlaces } from './stores.ts';
import { TestBrowser, totpOf } from './test-browser.ts';
import { testRecovery } from './test-recovery.ts';
import { TestHeadquarters } from './test-headquarters.ts';

/** A server in this process on a port of its own, with a clock that a test can move. */
export interface RunningServer {
  readonly url: string;
  /** Every road that it has, as `GET /health`. */
  readonly roads: readonly string[];
  readonly hq: TestHeadquarters;
  readonly identity: ServerIdentity;
  /** Milliseconds that the server's clock is ahead of the true time. */
  readonly clock: { aheadMs: number };
  readonly code: (purpose: 'enrol' | 'console', person: PersonId) => Promise<string>;
  /** The hand-written client, enrolled as a new person with a role in these logs. */
  readonly enrolled: (role: Role, ...logs: readonly LogId[]) => Promise<Device>;
  /** The cookie of someone who signed in to the console. */
  readonly signedIn: (person: PersonId) => Promise<string>;
  /** Ends it before the test is over. */
  readonly stop: () => Promise<void>;
}

interface ServerOptions {
  readonly places?: StorePlaces;
  readonly publicUrl?: string;
  readonly consoleFolder?: string;
  readonly limits?: RequestLimits;
  readonly trustProxy?: Transport['trustProxy'];
  /** The sealing keys of the store; those of every test without it. */
  readonly sealing?: SealingKeys;
  /** Judges packs; without it this thread does. */
  readonly judge?: (store: Store) => PackJudge;
  readonly cpuMsPerMinute?: number;
  /** Word on the recovery recipients; that of every test without it, none where it is null. */
  readonly recovery?: RecipientsStatement | null;
}

export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const { places = embedded } = options;
  return serve(await openUntilTheEnd(await places.newPlace(), options.sealing), options);
}

/** Another process of the server on the same store. */
export const serveStore = (store: Store, publicUrl?: string): Promise<RunningServer> =>
  serve(store, publicUrl === undefined ? {} : { publicUrl });

async function serve(store: Store, options: ServerOptions): Promise<RunningServer> {
  const { publicUrl = null, consoleFolder = null, limits = generousLimits } = options;
  const { trustProxy = false } = options;
  const { judge = judgeHere, cpuMsPerMinute = generousCpuMsPerMinute } = options;
  const clock = { aheadMs: 0 };
  const surroundings: Surroundings = {
    nowMs: () => Date.now() + clock.aheadMs,
    randomBytes: (count) => randomBytes(count),
  };
  const { recovery = testRecovery.statement } = options;
  await serverIdentity(store, surroundings);
  if (recovery !== null) await store.transaction().execute((tx) => stateRecipients(tx, recovery, false));
  const identity = await serverIdentity(store, surroundings);
  const judging = new Judging(judge(store), cpuMsPerMinute, () => Promise.resolve());
  const context = {
    store,
    identity,
    surroundings,
    publicUrl,
    version: '0',
    consoleFolder,
    limits,
    judging,
  };
  const app = await makeApp(context, { tls: null, trustProxy });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());

  const hq = new TestHeadquarters(store);
  const code: RunningServer['code'] = async (purpose, person) => {
    const wanted = { purpose, person, lifetimeMs: 60 * 60_000 };
    return (await store.transaction().execute((tx) => makeCode(tx, surroundings, wanted))).code;
  };
  return {
    url,
    roads: app.roads,
    hq,
    identity,
    clock,
    code,
    enrolled: async (role, ...logs) => {
      const device = new Device(url);
      const { status } = await device.enrol(await code('enrol', await hq.addPerson(role, ...logs)));
      if (status !== 200) throw new Error(`The device was not enrolled: ${status}`);
      return device;
    },
    signedIn: async (person) => {
      const browser = new TestBrowser(url);
      await browser.post('/console/sign-in', { code: await code('console', person) });
      const { body } = await browser.post('/console/authenticator', {});
      await browser.post('/console/authenticator/confirm', {
        code: totpOf(body.secret, surroundings.nowMs()),
      });
      return browser.cookie;
    },
    stop: () => app.close(),
  };
}
