import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { satellite } from '../rig/link.ts';
import { fillWorkload } from '../workload/filled.ts';
import { measureFloor } from './floor.ts';
import { acts, measureOurs } from './measure-ours.ts';
import { measurePeer, type PeerName, peers, preparePeers } from './peers.ts';
import type { Figures } from './figures.ts';
import { tableOf } from './table.ts';

// `npm run bench -- sync [--scale 0.1] [--peers none|yjs-log,...] [--only small,backlog]`: what sync costs, beside the
// peers and the floor, on one workload. Progress goes to standard error, the table to standard output.

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    peers: { type: 'string', default: Object.keys(peers).join(',') },
    only: { type: 'string', default: acts.join(',') },
  },
});
const scale = Number(values.scale);
const wantedActs = acts.filter((act) => values.only.split(',').includes(act));
const wanted = (Object.keys(peers) as PeerName[]).filter((name) => values.peers.split(',').includes(name));
const startedMs = performance.now();
const say = (what: string): void =>
  console.error(`[${((performance.now() - startedMs) / 1_000).toFixed(0)} s] ${what}`);

const notes: string[] = [];
const missing =
  wanted.length > 0 ? await preparePeers(say) : 'The peers are not measured: they were not asked for.';
if (missing !== null) notes.push(missing);
const ours = await measureOurs(path.resolve('dist/bench/data'), scale, wantedActs, say);
const theirs: Partial<Record<PeerName, Figures>> = {};
for (const name of missing === null ? wanted : []) {
  const figures = await measurePeer(name, scale);
  if (figures === null) notes.push(`${name} failed and is not in the table.`);
  else theirs[name] = figures;
}
const floor = measureFloor(fillWorkload(scale), satellite.bitsPerSecond);

const minutes = ((performance.now() - startedMs) / 60_000).toFixed(0);
console.log(
  [
    `Sync of ${scale === 1 ? 'the whole workload' : `the workload at scale ${scale}`}, ${os.cpus().length} cores, ` +
      `load ${os.loadavg()[0]?.toFixed(1)} at the end, ${minutes} min. Ours: Electron with its real shell (journal, signing, network) ` +
      'and store worker, the server on SQLite; bytes are TCP payload both ways; kills of ours on 256 kbit/s, of the peers on loopback, as their harness has it. x: theirs by ours, ours by the floor.',
    '',
    tableOf({ scale, ours, peers: theirs, floor }),
    '',
    ...(ours.reasons ?? []),
    ...notes,
  ].join('\n'),
);
process.exit(0);
