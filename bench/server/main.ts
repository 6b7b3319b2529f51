import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { missedTargetCode } from '#build/bench/bench-table.mjs';
import { readSealingKeys } from '#server/db/encryption/sealing-keys.ts';
import { openServerStore } from '#server/db/open-store.ts';
import { startPostgres } from '#tests/support/server/postgres-process.ts';
import { makeFolderUntilExit } from '#tests/support/temporary/make-folder.ts';
import { endProcess, waitFor, waitForAddress } from '../rig/bounded-wait.ts';
import { type CpuSeconds, readCpuSeconds } from '../rig/processor-time.ts';
import { fillServerStore, type LoadDevice } from './load-device.ts';
import { runLoad } from './run-load.ts';

// `npm run bench -- server [--seconds 60] [--rate 0] [--devices 500] [--missions 50]`: signed packs of 60 ops
// into the server on a real PostgreSQL with flushed commits. Rate 0: as many as it takes, from 16 devices at
// a time. Exit code 3 when the server misses a target (ten minutes: `--seconds 600`).

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '0' },
    devices: { type: 'string', default: '500' },
    missions: { type: 'string', default: '50' },
  },
});
const opsInLoadPack = 60;

const postgres = await startPostgres(true);
const loadDevices = await fillPostgres();
const { folder: reportFolder, remove: removeReports } = makeFolderUntilExit('heap-report');
const reportFile = path.join(reportFolder, 'heaps.json');
const serverProcess = spawn(
  process.execPath,
  [
    '--require',
    path.resolve('bench/server/heap-report.cjs'),
    path.resolve('dist/server/main.js'),
    '--port',
    '0',
    '--database-url',
    postgres.url,
    '--sealing-key',
    postgres.sealingFile,
  ],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, FIELDBOOK_HEAP_REPORT: reportFile },
  },
);
try {
  const url = await waitForAddress(serverProcess);
  const load = { url, devices: loadDevices, opsInPack: opsInLoadPack, rate: Number(values.rate) };
  await runLoad({ ...load, seconds: 5 }); // warm
  const before = await readMemory();
  const cpuBefore = readCpuSeconds(serverProcess.pid ?? 0);
  const result = await runLoad({ ...load, seconds: Number(values.seconds) });
  const after = await readMemory();
  const cpuAfter = readCpuSeconds(serverProcess.pid ?? 0);
  const packs = result.perSecond * Number(values.seconds);
  const cpuMs = (part: keyof CpuSeconds): string =>
    (((cpuAfter[part] - cpuBefore[part]) * 1_000) / packs).toFixed(1);
  const isFlat = after.heapMb <= before.heapMb * 1.15 + 4;
  const holds = result.perSecond >= 300 && result.p99Ms < 250 && result.errors === 0 && isFlat;
  console.log(
    [
      `Server on PostgreSQL (commits flushed), ${loadDevices.length} devices in ${values.missions} missions, packs of ${opsInLoadPack} ops, ${values.seconds} s; the load runs on the same cores.`,
      '',
      tableRow('packs per second', result.perSecond.toFixed(0), '>= 300', result.perSecond >= 300),
      tableRow('ops per second', (result.perSecond * opsInLoadPack).toFixed(0), '', null),
      tableRow('p50 ms', result.p50Ms.toFixed(0), '', null),
      tableRow('p99 ms', result.p99Ms.toFixed(0), '< 250', result.p99Ms < 250),
      tableRow('errors', String(result.errors), '0', result.errors === 0),
      tableRow('CPU ms a pack: server', cpuMs('server'), '', null),
      tableRow('  PostgreSQL', cpuMs('postgres'), '', null),
      tableRow('  who makes the load', cpuMs('load'), '', null),
      tableRow('heap MB, start to end', `${before.heapMb} to ${after.heapMb}`, 'flat', isFlat),
      tableRow('resident MB', `${before.residentMb} to ${after.residentMb}`, '', null),
      '',
      `the server ${holds ? 'holds' : 'does NOT hold'}`,
    ].join('\n'),
  );
  if (!holds) process.exitCode = missedTargetCode;
} finally {
  await endProcess(serverProcess);
  await postgres.stop();
  await removeReports();
}

async function fillPostgres(): Promise<readonly LoadDevice[]> {
  const store = await openServerStore(
    { kind: 'postgres', url: postgres.url },
    readSealingKeys(postgres.sealingFile),
  );
  const made = await fillServerStore(store, Number(values.missions), Number(values.devices));
  await store.destroy();
  return made;
}

interface ServerMemory {
  /** Heaps of all threads in use after a full collection. */
  readonly heapMb: number;
  readonly residentMb: number;
}

/** Memory of the server now. A leak grows the heap; the resident set also holds reserves. */
async function readMemory(): Promise<ServerMemory> {
  const status = fs.readFileSync(`/proc/${serverProcess.pid}/status`, 'utf8');
  const residentMb = Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
  fs.rmSync(reportFile, { force: true });
  serverProcess.kill('SIGUSR2');
  const reported = async (): Promise<number> => {
    while (!fs.existsSync(reportFile)) await wait(100);
    const heaps = z.array(z.number()).parse(JSON.parse(fs.readFileSync(reportFile, 'utf8')));
    return heaps.reduce((sum, bytes) => sum + bytes, 0);
  };
  const bytes = await waitFor('report of the server on its heaps', reported(), 1);
  return { heapMb: Math.round(bytes / 1024 ** 2), residentMb };
}

function tableRow(name: string, figure: string, target: string, isMet: boolean | null): string {
  const met = isMet === null ? '' : isMet ? 'yes' : 'NO';
  return `${name.padEnd(26)}${figure.padStart(14)}${target.padStart(10)}${met.padStart(6)}`;
}
