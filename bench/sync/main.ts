import os from 'node:os';
import { parseArgs } from 'node:util';
import { missedTargetCode } from '#build/bench/bench-table.mjs';
import { satelliteLink } from '../rig/link-proxy.ts';
import { createWorkload } from '../workload/workload.ts';
import { measureFieldbook, syncActs } from './measure-fieldbook.ts';
import { measurePeer, type PeerName, peerPhases, preparePeers } from './peers.ts';
import type { SyncFigures } from './sync-figures.ts';
import { measureSyncFloor } from './sync-floor.ts';
import { formatSyncTable, judgeSyncFigures } from './sync-table.ts';

// `npm run bench -- sync [--scale 0.1] [--peers none|yjs-log,...] [--only small,backlog]`: cost of sync,
// beside the peers and the floor, on one workload. Progress goes to standard error, the table to standard
// output.

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    peers: { type: 'string', default: Object.keys(peerPhases).join(',') },
    only: { type: 'string', default: syncActs.join(',') },
  },
});
const workloadScale = Number(values.scale);
const wantedActs = syncActs.filter((act) => values.only.split(',').includes(act));
const wantedPeers = (Object.keys(peerPhases) as PeerName[]).filter((name) =>
  values.peers.split(',').includes(name),
);
const benchStartMs = performance.now();
const logProgress = (what: string): void =>
  console.error(`[${((performance.now() - benchStartMs) / 1_000).toFixed(0)} s] ${what}`);

const tableNotes: string[] = [];
const missingPeers =
  wantedPeers.length > 0
    ? await preparePeers(logProgress)
    : 'The peers are not measured: they were not asked for.';
if (missingPeers !== null) tableNotes.push(missingPeers);
const ownFigures = await measureFieldbook(workloadScale, wantedActs, logProgress);
const peerFigures: Partial<Record<PeerName, SyncFigures>> = {};
for (const name of missingPeers === null ? wantedPeers : []) {
  const figures = await measurePeer(name, workloadScale);
  if (figures === null) tableNotes.push(`${name} failed and is not in the table.`);
  else peerFigures[name] = figures;
}
const syncFloor = measureSyncFloor(createWorkload(workloadScale), satelliteLink.bitsPerSecond);

const syncMeasurements = { scale: workloadScale, ours: ownFigures, peers: peerFigures, floor: syncFloor };
const benchMinutes = ((performance.now() - benchStartMs) / 60_000).toFixed(0);
console.log(
  [
    `Sync of ${workloadScale === 1 ? 'the whole workload' : `the workload at scale ${workloadScale}`}, ${os.cpus().length} cores, ` +
      `load ${os.loadavg()[0]?.toFixed(1)} at the end, ${benchMinutes} min. Ours: Electron with its real shell (journal, signing, network) ` +
      'and store worker, the server on SQLite; bytes are TCP payload both ways; kills of ours on 256 kbit/s, of the peers on loopback, as their harness has it. x: theirs by ours, ours by the floor.',
    '',
    formatSyncTable(syncMeasurements),
    '',
    ...(ownFigures.reasons ?? []),
    ...tableNotes,
  ].join('\n'),
);
process.exit(judgeSyncFigures(syncMeasurements).includes(false) ? missedTargetCode : 0);
