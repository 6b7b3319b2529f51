import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readSealingKeys } from '#server/encryption/sealing-keys.ts';
import { openServerStore } from '#server/db/open-store.ts';
import { startPostgres } from '#tests/support/server/postgres-process.ts';
import { type CpuSeconds, readCpuSeconds } from '../rig/processor-time.ts';
import { fillServerStore, type LoadDevice } from './load-device.ts';
import { runLoad } from './run-load.ts';

// `npm run bench -- server [--seconds 60] [--rate 0] [--devices 500] [--missions 50]`: signed packs of 60 ops
// into the server on a real PostgreSQL with flushed commits. Rate 0: as many as it takes, from 16 devices at
// a time. Exit code 1 when the server fails the target (ten minutes: `--seconds 600`).

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
const serverProcess = spawn(
  process.execPath,
  [
    path.resolve('dist/server/main.js'),
    '--port',
    '0',
    '--database-url',
    postgres.url,
    '--sealing-key',
    postgres.sealingFile,
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
try {
  const [line] = (await once(createInterface({ input: serverProcess.stdout }), 'line')) as [string];
  const url = line.replace('listening ', '');
  const load = { url, devices: loadDevices, opsInPack: opsInLoadPack, rate: Number(values.rate) };
  await runLoad({ ...load, seconds: 5 }); // warm
  const before = readResidentMb();
  const cpuBefore = readCpuSeconds(serverProcess.pid ?? 0);
  const result = await runLoad({ ...load, seconds: Number(values.seconds) });
  const after = readResidentMb();
  const cpuAfter = readCpuSeconds(serverProcess.pid ?? 0);
  const packs = result.perSecond * Number(values.seconds);
  const cpuMs = (part: keyof CpuSeconds): string =>
    (((cpuAfter[part] - cpuBefore[part]) * 1_000) / packs).toFixed(1);
  const isFlat = after < before * 1.5 + 50;
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
      tableRow('memory MB, start to end', `${before} to ${after}`, 'flat', isFlat),
      '',
      `the server ${holds ? 'holds' : 'does NOT hold'}`,
    ].join('\n'),
  );
  if (!holds) process.exitCode = 1;
} finally {
  serverProcess.kill('SIGTERM');
  await once(serverProcess, 'exit');
  await postgres.stop();
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

function readResidentMb(): number {
  const status = fs.readFileSync(`/proc/${serverProcess.pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
}

function tableRow(name: string, figure: string, target: string, isMet: boolean | null): string {
  const met = isMet === null ? '' : isMet ? 'yes' : 'NO';
  return `${name.padEnd(26)}${figure.padStart(14)}${target.padStart(10)}${met.padStart(6)}`;
}
