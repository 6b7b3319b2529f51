import fs from 'node:fs';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { generousLimits, makeApp } from '../http/make-app.ts';
import { makeCode } from '../identity/one-time-codes.ts';
import { type ServerIdentity, serverIdentity } from '../identity/server-identity.ts';
import { generousCpuMsPerMinute, Judging } from '../judging/judging.ts';
import { startJudgingThreads } from '../judging/judging-threads.ts';
import { findProgramFiles } from '../program-files.ts';
import { hasFence } from '../access/as-person.ts';
import { recoveryWarning } from '../recovery/stated-recipients.ts';
import { startRetentionClock } from '../retention/retention-clock.ts';
import { closeToOthers, openToOthersWarning } from '../store/file-modes.ts';
import { engineOf, type Store } from '../store/open-store.ts';
import { storeFailureOf } from '../store/store-failure.ts';
import { sentenceOf } from '../store/store-health.ts';
import { realSurroundings } from '../surroundings.ts';
import { CommandProblem } from './command-problem.ts';
import { openSealedStore, unreadableWordsWarning } from './open-sealed-store.ts';
import { parseOptions } from './parse-options.ts';
import { storeOptions } from './store-options.ts';
import { TrustProxy, withTrustedHop } from './trust-proxy.ts';

const hourMs = 60 * 60 * 1000;
/** The code printed at start lasts a working day; it works once, like all codes. */
const startCodeMs = 12 * hourMs;

/** Built beside this program. */
const judgingProgram = new URL('judging-thread.js', import.meta.url);

const ServeOptions = z.object({
  port: z.coerce.number().int().min(0).max(65_535).default(8_080),
  host: z.string().default('127.0.0.1'),
  data: z.string().optional(),
  'database-url': z.string().optional(),
  'public-url': z.url({ protocol: /^https?$/ }).optional(),
  'tls-cert': z.string().optional(),
  'tls-key': z.string().optional(),
  'sealing-key': z.string().optional(),
  'trust-proxy': TrustProxy.optional(),
});

/**
 * Runs the API until it is told to stop. Prints `listening <origin>` on standard output once it answers, and a
 * sign-in code for the console on standard error.
 */
export async function serve(args: readonly string[]): Promise<void> {
  const options = readServeOptions(args);
  const tls = readTls(options);
  const files = findProgramFiles();
  const opened = await openSealedStore(options);
  const { store, place, sealingFile } = opened;
  try {
    const warning = await unreadableWordsWarning(opened);
    const keyFiles = [sealingFile, options['tls-key']].flatMap((file) => file ?? []);
    const open = closeToOthers(place.kind === 'embedded' ? place.folder : null, keyFiles);
    const identity = await serverIdentity(store, realSurroundings);
    const judge = startJudgingThreads(store, { place, sealing: opened.sealing }, judgingProgram);
    const app = await makeApp(
      {
        store,
        identity,
        surroundings: realSurroundings,
        version: files.version,
        publicUrl: options['public-url']?.replace(/\/+$/, '') ?? null,
        consoleFolder: files.consoleFolder,
        judging: new Judging(judge, generousCpuMsPerMinute),
        limits: generousLimits,
      },
      { tls, trustProxy: options['trust-proxy'] ?? false },
    );
    const stopped = stopRequest();
    await app.listen({ port: options.port, host: options.host });
    const codeLine = await startCodeLine(store, identity);
    if (engineOf(store) === 'postgres' && !(await hasFence(store)))
      console.error(
        'row-level security is off: the user of the database may not make or take the role fieldbook_reader',
      );
    console.error(codeLine);
    for (const line of [warning, recoveryWarning(identity.recovery)]) if (line !== null) console.error(line);
    if (open.length > 0) console.error(openToOthersWarning(open));
    console.log(`listening ${originOf(portOf(app.server.address()), options.host, tls !== null)}`);
    const stopRetention = startRetentionClock(store, realSurroundings);
    await stopped;
    await app.close();
    await stopRetention();
  } finally {
    await store.destroy();
  }
}

/** The line with a sign-in code for the console. A full disk takes no new code, and the server starts all the same. */
async function startCodeLine(store: Store, { firstPerson }: ServerIdentity): Promise<string> {
  const wanted = { purpose: 'console', person: firstPerson, lifetimeMs: startCodeMs } as const;
  try {
    const { code } = await store.transaction().execute((tx) => makeCode(tx, realSurroundings, wanted));
    return `console sign-in code ${code}`;
  } catch (error) {
    const failure = storeFailureOf(error);
    if (failure?.code !== 'store-full') throw error;
    return `there is no sign-in code for the console: ${sentenceOf(failure)}`;
  }
}

function readServeOptions(args: readonly string[]): z.infer<typeof ServeOptions> {
  const { values } = parseArgs({
    args: withTrustedHop(args),
    options: {
      ...storeOptions,
      port: { type: 'string' },
      host: { type: 'string' },
      'public-url': { type: 'string' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      'trust-proxy': { type: 'string' },
    },
  });
  const options = parseOptions(ServeOptions, values);
  requirePublicUrl(options);
  return options;
}

/** Devices sign the address that they know the server by; only on loopback does the server know it by itself. */
function requirePublicUrl(options: z.infer<typeof ServeOptions>): void {
  if (options['public-url'] !== undefined) return;
  const advice = 'add --public-url https://hq.example.org, with the address that devices and browsers use';
  if (!isLoopback(options.host))
    throw new CommandProblem(`--host ${options.host} listens beyond this machine: ${advice}`);
  if (options['trust-proxy'] !== undefined)
    throw new CommandProblem(`behind a proxy devices use another address than the server's own: ${advice}`);
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

function readTls(options: z.infer<typeof ServeOptions>) {
  const { 'tls-cert': cert, 'tls-key': key } = options;
  if ((cert === undefined) !== (key === undefined))
    throw new CommandProblem('--tls-cert and --tls-key are given together or not at all');
  return cert === undefined || key === undefined
    ? null
    : { cert: fs.readFileSync(cert), key: fs.readFileSync(key) };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
  return address.port;
}

const originOf = (port: number, host: string, isTls: boolean): string =>
  `${isTls ? 'https' : 'http'}://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;

async function stopRequest(): Promise<void> {
  const stop = new AbortController();
  await Promise.race(
    (['SIGTERM', 'SIGINT'] as const).map((signal) => once(process, signal, { signal: stop.signal })),
  );
  stop.abort();
}
