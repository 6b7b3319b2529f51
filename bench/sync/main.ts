import path from 'node:path';
import { parseArgs } from 'node:util';
import { Field } from './field.ts';
import type { Figures } from './figures.ts';
import { measureBacklog } from './measure-backlog.ts';
import { measureConcurrent } from './measure-concurrent.ts';
import { measureKills } from './measure-kills.ts';
import { measureLoad } from './measure-load.ts';
import { measureSmall } from './measure-small.ts';

const { values } = parseArgs({
  options: { scale: { type: 'string', default: '1' }, peers: { type: 'string' } },
});
const scale = Number(values.scale);
const startedMs = performance.now();
const say = (what: string): void =>
  console.error(`[${((performance.now() - startedMs) / 1_000).toFixed(0)} s] ${what}`);

const laptops = 12;
const field = await Field.open(path.resolve('dist/bench/data'), scale, laptops);
const figures: Figures = await measureOurs();
console.log(JSON.stringify(figures, null, 1));

async function measureOurs(): Promise<Figures> {
  try {
    const load = await measureLoad(field, laptops, say);
    const small = await measureSmall(field, 0, say);
    const backlog = await measureBacklog(field, [1, 2], say);
    const concurrent = await measureConcurrent(field, 3, say);
    const whole = backlog.tenThousand;
    const wholeBytes = (whole?.bytesPerEdit ?? 0) * 10_000 * scale;
    const client = await measureKills(field, 'client', { sender: 8, witness: 10 }, wholeBytes);
    const server = await measureKills(field, 'server', { sender: 9, witness: 10 }, wholeBytes);
    say(`killed: ${client} ${server}`);
    return { ...load, ...small, ...backlog, ...concurrent, killed: { client: [client], server: [server] } };
  } finally {
    await field.close();
  }
}
