import { once } from 'node:events';
import fs from 'node:fs';
import { type AddressInfo, isIPv4, isIPv6 } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { loadServerIdentity } from '../auth/server-identity.ts';
import { recoveryKeyWarning } from '../auth/stated-recipients.ts';
import { watchDiskRoom } from '../db/disk-room.ts';
import { accessibleFilesWarning, restrictToOwnAccount } from '../db/file-permissions.ts';
import { type ServerStore, storeFilesOf, systemDependencies } from '../db/open-store.ts';
import { beginRun, endRun } from '../db/running-mark.ts';
import { createApp, generousRequestLimits } from '../http/create-app.ts';
import { startJudgingThreads } from '../judging/judging-threads.ts';
import { generousIntakeQuota, PackIntake } from '../judging/pack-intake.ts';
import { generousCpuMsPerMinute, PackJudgingQueue } from '../judging/pack-judging-queue.ts';
import { startMailTimer } from '../mail/mail-queue.ts';
import { createMailSender, type ServerMailSettings } from '../mail/mail-settings.ts';
import { startRetentionTimer } from '../retention/run-retention.ts';
import { CommandProblem, parseCommandOptions, storeOptions } from './command-options.ts';
import { readMailSettings } from './mail-options.ts';
import { openStoreWithKeys, unreadableRemarksWarning } from './open-store-with-keys.ts';
import { writeStartCodes } from './start-codes.ts';

const maximumProxyHops = 16;
/** Allowed bits of a prefix. Shorter prefixes would trust large parts of the internet. */
const prefixBitsByVersion = { 4: { least: 8, most: 32 }, 6: { least: 16, most: 128 } } as const;

/**
 * `--trust-proxy N` (proxies in front) or `--trust-proxy A[/BITS],...` (their addresses and subnets). No other sender's
 * `X-Forwarded-For` is trusted. "Everybody" is not allowed: each client could write its own address.
 */
export const TrustedProxies = z.string().transform((text, context): number | readonly string[] => {
  const hops = /^\d{1,2}$/.test(text) ? Number(text) : null;
  if (hops !== null && hops >= 1 && hops <= maximumProxyHops) return hops;
  const proxies = text.split(',').map((proxy) => proxy.trim());
  if (hops === null && proxies.every(isTrustedSubnet)) return proxies;
  context.addIssue({
    code: 'custom',
    message: `say how many proxies stand in front (1 to ${maximumProxyHops}), or their addresses, such as 10.0.0.7 or 10.0.0.0/24`,
  });
  return z.NEVER;
});

function isTrustedSubnet(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIPv4(address) ? 4 : isIPv6(address) ? 6 : null;
  if (version === null || rest.length > 0) return false;
  if (bits === undefined) return true;
  const { least, most } = prefixBitsByVersion[version];
  return /^\d{1,3}$/.test(bits) && Number(bits) >= least && Number(bits) <= most;
}

/** Replace the flag without a value, an older form, by one proxy. */
export const withDefaultProxyHop = (args: readonly string[]): string[] =>
  args.map((word, at) => {
    const next = args[at + 1];
    return word === '--trust-proxy' && (next === undefined || next.startsWith('-'))
      ? '--trust-proxy=1'
      : word;
  });

const PackageFile = z.object({ name: z.literal('fieldbook'), version: z.string() });

interface ProgramFiles {
  readonly version: string;
  /** Output folder of the console in `npm run build`. */
  readonly consoleFolder: string;
}

/**
 * Find the files beside the program. Fieldbook's package.json is above this file in the sources, in dist/ and in the
 * packaged app. Throws when it is missing.
 */
function findProgramFiles(): ProgramFiles {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const file = path.join(folder, 'package.json');
    const read = fs.existsSync(file)
      ? PackageFile.safeParse(JSON.parse(fs.readFileSync(file, 'utf8')))
      : undefined;
    if (read?.success)
      return { version: read.data.version, consoleFolder: path.join(folder, 'dist', 'console') };
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('The package.json of Fieldbook is not there');
    folder = parent;
  }
}

/** Built beside this program. */
const judgingThreadProgram = new URL('judging-thread.js', import.meta.url);

const ServeOptions = z.object({
  port: z.coerce.number().int().min(0).max(65_535).default(8_080),
  host: z.string().default('127.0.0.1'),
  data: z.string().optional(),
  'database-url': z.string().optional(),
  'public-url': z.url({ protocol: /^https?$/ }).optional(),
  'tls-cert': z.string().optional(),
  'tls-key': z.string().optional(),
  'sealing-key': z.string().optional(),
  'trust-proxy': TrustedProxies.optional(),
  /** Shown in the console, on laptops and in authenticator apps. */
  name: z.string().trim().min(1).max(60).optional(),
});

/**
 * Run the API until a signal. Prints `listening <origin>` on standard output once it answers. Codes of a new
 * headquarters go to a file of its own.
 */
export async function runServer(args: readonly string[]): Promise<void> {
  const options = readServeOptions(args);
  const tls = readTlsFiles(options);
  const serverMailSettings = readMailSettings(process.env);
  const programFiles = findProgramFiles();
  const openedKeys = await openStoreWithKeys(options);
  const { store, storeLocation, sealingFile } = openedKeys;
  try {
    await beginRunOnWholeStore(store);
    const warning = await unreadableRemarksWarning(openedKeys);
    const keyFiles = [sealingFile, options['tls-key']].flatMap((file) => file ?? []);
    const open = restrictToOwnAccount(
      storeLocation.kind === 'embedded' ? storeLocation.folder : null,
      keyFiles,
    );
    const storedServerIdentity = await loadServerIdentity(store, systemDependencies);
    const identity = { ...storedServerIdentity, name: options.name ?? storedServerIdentity.name };
    const packJudge = startJudgingThreads(
      store,
      { storeLocation, sealing: openedKeys.sealing },
      judgingThreadProgram,
    );
    const packIntake = new PackIntake(generousIntakeQuota, watchDiskRoom(store));
    const packJudgingQueue = new PackJudgingQueue(packJudge, generousCpuMsPerMinute, undefined, packIntake);
    const publicUrl = options['public-url']?.replace(/\/+$/, '') ?? null;
    const app = await createApp(
      {
        store,
        identity,
        dependencies: systemDependencies,
        version: programFiles.version,
        publicUrl,
        consoleFolder: programFiles.consoleFolder,
        judging: packJudgingQueue,
        limits: generousRequestLimits,
        sendsMail: serverMailSettings !== null,
      },
      { tls, trustProxy: options['trust-proxy'] ?? false },
    );
    const startMail = (settings: ServerMailSettings) =>
      startMailTimer({
        store,
        judging: packJudgingQueue,
        dependencies: systemDependencies,
        sender: createMailSender(settings),
        digestHour: settings.digestHour,
        origin: () => ({ name: identity.name, address: publicUrl }),
      });
    const stopped = waitForStopSignal();
    await app.listen({ port: options.port, host: options.host });
    const codesFolder = storeLocation.kind === 'embedded' ? storeLocation.folder : path.dirname(sealingFile);
    const codeLines = await writeStartCodes(store, identity, codesFolder);
    for (const line of codeLines) console.error(line);
    for (const line of [warning, recoveryKeyWarning(identity.recovery)])
      if (line !== null) console.error(line);
    if (open.length > 0) console.error(accessibleFilesWarning(open));
    console.log(
      `listening ${listeningOriginOf(listeningPortOf(app.server.address()), options.host, tls !== null)}`,
    );
    packJudgingQueue.computeDue();
    const stopRetention = startRetentionTimer(store, systemDependencies);
    const stopMail = serverMailSettings === null ? null : startMail(serverMailSettings);
    await stopped;
    endWhereFilesChanged(store);
    await stopMail?.();
    await app.close();
    await stopRetention();
    endWhereFilesChanged(store);
    endRun(store);
  } finally {
    await store.destroy();
  }
}

/**
 * Mark the store as in use, and read it for damage after an unclean end.
 * @throws CommandProblem where it is damaged; the server does not start on it
 */
async function beginRunOnWholeStore(store: ServerStore): Promise<void> {
  const formerEnd = await beginRun(store);
  if (formerEnd.kind === 'damaged')
    throw new CommandProblem(
      `the store is damaged after an unclean end (${formerEnd.problem}): keep its files, and see ` +
        '"Backup and restore" in docs/operating.md; nothing was changed',
      'store-damaged',
    );
  if (formerEnd.kind === 'unclean' && !formerEnd.isChecked)
    console.error(
      'the last server did not end cleanly, and the store is too large to be read for damage at a start',
    );
}

/**
 * End the process without closing the store where another program changed its files. SQLite's own end writes its log
 * into the database, and here over the changes of that program.
 */
function endWhereFilesChanged(store: ServerStore): void {
  if ((storeFilesOf(store)?.findChange() ?? null) === null) return;
  console.error('store-files-changed: the server ends without closing the store');
  process.kill(process.pid, 'SIGKILL');
}

function readServeOptions(args: readonly string[]): z.infer<typeof ServeOptions> {
  const { values } = parseArgs({
    args: withDefaultProxyHop(args),
    options: {
      ...storeOptions,
      port: { type: 'string' },
      host: { type: 'string' },
      'public-url': { type: 'string' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      'trust-proxy': { type: 'string' },
      name: { type: 'string' },
    },
  });
  const options = parseCommandOptions(ServeOptions, values);
  requirePublicUrl(options);
  return options;
}

/** Require --public-url beyond loopback: devices sign the server's public address, which it cannot know itself. */
function requirePublicUrl(options: z.infer<typeof ServeOptions>): void {
  if (options['public-url'] !== undefined) return;
  const advice = 'add --public-url https://hq.example.org, with the address that devices and browsers use';
  if (!isLoopbackHost(options.host))
    throw new CommandProblem(`--host ${options.host} listens beyond this machine: ${advice}`);
  if (options['trust-proxy'] !== undefined)
    throw new CommandProblem(`behind a proxy devices use another address than the server's own: ${advice}`);
}

const isLoopbackHost = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

function readTlsFiles(options: z.infer<typeof ServeOptions>) {
  const { 'tls-cert': cert, 'tls-key': key } = options;
  if ((cert === undefined) !== (key === undefined))
    throw new CommandProblem('--tls-cert and --tls-key are given together or not at all');
  return cert === undefined || key === undefined
    ? null
    : { cert: fs.readFileSync(cert), key: fs.readFileSync(key) };
}

function listeningPortOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
  return address.port;
}

const listeningOriginOf = (port: number, host: string, isTls: boolean): string =>
  `${isTls ? 'https' : 'http'}://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;

async function waitForStopSignal(): Promise<void> {
  const stop = new AbortController();
  await Promise.race(
    (['SIGTERM', 'SIGINT'] as const).map((signal) => once(process, signal, { signal: stop.signal })),
  );
  stop.abort();
}
