import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { endProcess, waitFor } from '../rig/bounded-wait.ts';
import { medianOf, type SyncFigures } from './sync-figures.ts';

const samplesOf = <T extends z.ZodType>(sample: T) => z.array(sample).default([]);

const PeerTransfer = z.object({ total: z.number(), http: z.number(), ms: z.number(), wall: z.number() });
const PeerKill = z.object({ resentPct: z.number() });

/** Report of the peers' harness, as far as we read it. */
const PeerSamples = z.object({
  initial: samplesOf(PeerTransfer),
  fresh: samplesOf(PeerTransfer),
  oneWarm: samplesOf(PeerTransfer),
  sync10k: samplesOf(PeerTransfer),
  sat10k: samplesOf(PeerTransfer.extend({ extrapolatedMs: z.number().optional() })),
  edits: samplesOf(z.object({ n: z.number(), ms: z.number() })),
  conflicts: samplesOf(
    z.object({
      pairs: z.number(),
      loserInspectable: z.number(),
      nonConcurrentEditedFields: z.number(),
      nonConcurrentVisible: z.number(),
    }),
  ),
  killClient10k: samplesOf(PeerKill),
  killServer10k: samplesOf(PeerKill),
});
type PeerSamples = z.infer<typeof PeerSamples>;

const PeerResults = z.object({ samples: PeerSamples });

/** Stacks measured beside ours, and the acts of each in a run of half an hour. */
export const peerPhases = {
  'yjs-log': 'load,edits,one,bulk10k,sat,kill',
  'rxdb-row': 'load,edits,one,bulk10k,sat',
  'pouch-doc': 'load,edits,one,bulk10k,sat',
} as const;
export type PeerName = keyof typeof peerPhases;

const sharedHarnessFolder = path.resolve('../shared/bench-peers');
const ownHarnessFolder = path.resolve('dist/bench-peers');
/** Longest time on the satellite link; the rest of a slower peer is computed from its bytes. */
const longestSatelliteSeconds = 130;

/** Copy the harness and install its dependencies. Returns the reason when that is impossible. */
export async function preparePeers(say: (what: string) => void): Promise<string | null> {
  if (!fs.existsSync(path.join(ownHarnessFolder, 'node_modules', 'rxdb'))) {
    if (!fs.existsSync(sharedHarnessFolder))
      return 'The peers are not measured: their harness is not beside this repository.';
    fs.cpSync(sharedHarnessFolder, ownHarnessFolder, { recursive: true });
    say('the peers are being installed, which takes a minute');
    if ((await runHarness('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'])) !== 0)
      return 'The peers are not measured: they could not be installed from the package registry.';
  }
  if ((await runHarness(process.execPath, ['build.mjs', 'crdt', 'rxdb', 'pouch'])) !== 0)
    return 'The peers are not measured: their pages could not be built.';
  return null;
}

/** Run one peer on the same workload; null when it fails. */
export async function measurePeer(peerName: PeerName, scale: number): Promise<SyncFigures | null> {
  const file = path.join(ownHarnessFolder, 'results', `${peerName}${scale === 1 ? '' : `@${scale}`}.json`);
  fs.rmSync(file, { force: true });
  fs.rmSync(path.join(ownHarnessFolder, 'data'), { recursive: true, force: true });
  const options = ['--reps', '1', '--scale', String(scale), '--satcap', String(longestSatelliteSeconds)];
  const code = await runHarness(process.execPath, [
    'run.mjs',
    peerName,
    '--phases',
    peerPhases[peerName],
    ...options,
  ]);
  if (code !== 0 || !fs.existsSync(file)) return null;
  const { samples } = PeerResults.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  return peerFiguresOf(samples, Math.round(10_000 * scale));
}

function peerFiguresOf(peerSamples: PeerSamples, edits: number): SyncFigures {
  const { oneWarm, sync10k, sat10k, initial, fresh, conflicts, killClient10k, killServer10k } = peerSamples;
  const [conflict] = conflicts;
  const [slow] = sat10k;
  const middle = <T>(list: readonly T[], pick: (one: T) => number): number => medianOf(list.map(pick));
  const transfer = (list: typeof initial) => ({
    bytes: middle(list, ({ total }) => total),
    roundTrips: middle(list, ({ http }) => http),
    seconds: middle(list, ({ ms }) => ms) / 1_000,
  });
  const quick = transfer(sync10k);
  return {
    one: {
      bytes: middle(oneWarm, ({ total }) => total),
      proofBytes: 0,
      roundTrips: middle(oneWarm, ({ http }) => http),
    },
    tenThousand: { ...quick, bytesPerEdit: quick.bytes / edits },
    up: transfer(initial),
    down: transfer(fresh),
    singles: { seconds: (middle(peerSamples.edits, ({ ms, n }) => ms / n) * 2_000) / 1_000 },
    ...(slow && {
      satellite: {
        seconds: (slow.extrapolatedMs ?? slow.wall) / 1_000,
        isExtrapolated: slow.extrapolatedMs !== undefined,
      },
    }),
    ...(conflict && {
      visible: {
        pairs: conflict.pairs,
        both: conflict.loserInspectable,
        lostElsewhere: conflict.nonConcurrentEditedFields - conflict.nonConcurrentVisible,
      },
    }),
    ...(killClient10k.length > 0 && {
      killed: {
        client: middle(killClient10k, ({ resentPct }) => resentPct / 100),
        server: middle(killServer10k, ({ resentPct }) => resentPct / 100),
      },
    }),
  };
}

/** Its output goes to standard error: standard output is for the table alone. */
async function runHarness(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(program, args, { cwd: ownHarnessFolder, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.pipe(process.stderr, { end: false });
  child.stderr.pipe(process.stderr, { end: false });
  try {
    const [code] = (await waitFor(`end of "${args.join(' ')}"`, once(child, 'exit'))) as [number | null];
    return code ?? 1;
  } finally {
    await endProcess(child, 'SIGKILL');
  }
}
