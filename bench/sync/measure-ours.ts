import { Field } from './field.ts';
import type { Figures } from './figures.ts';
import { measureBacklog } from './measure-backlog.ts';
import { measureConcurrent } from './measure-concurrent.ts';
import { measureKills } from './measure-kills.ts';
import { measureLoad } from './measure-load.ts';
import { measureSmall } from './measure-small.ts';

/** Each act has laptops of its own, so that none finds what another has left; the last one only writes W. */
const laptops = {
  small: 0,
  backlog: [1, 2],
  concurrent: 3,
  killed: [8, 9],
  witness: 10,
  writer: 11,
} as const;

/** All figures of ours, one act after the other on one headquarters that goes back to W before each. */
export async function measureOurs(
  folder: string,
  scale: number,
  say: (what: string) => void,
): Promise<Figures> {
  const field = await Field.open(folder, scale, laptops.writer + 1);
  try {
    const load = await measureLoad(field, laptops.writer, say);
    const small = await measureSmall(field, laptops.small, say);
    const backlog = await measureBacklog(field, laptops.backlog, say);
    const concurrent = await measureConcurrent(field, laptops.concurrent, say);
    const { witness, killed } = laptops;
    const whole = backlog.tenThousand?.bytes ?? 0;
    const client = await measureKills(field, 'client', { sender: killed[0], witness }, whole, say);
    const server = await measureKills(field, 'server', { sender: killed[1], witness }, whole, say);
    return { ...load, ...small, ...backlog, ...concurrent, killed: { client, server } };
  } finally {
    await field.close();
  }
}
