import { bytesOf } from '../rig/traffic.ts';
import { Field } from './field.ts';
import type { Figures } from './figures.ts';
import { measureBacklog } from './measure-backlog.ts';
import { measureConcurrent } from './measure-concurrent.ts';
import { measureKills, measureUndisturbed } from './measure-kills.ts';
import { measureLoad } from './measure-load.ts';
import { measureSmall } from './measure-small.ts';

/** Each act has laptops of its own, so that none finds what another has left; the last one only writes W. */
const laptops = {
  small: 0,
  backlog: [1, 2],
  concurrent: 3,
  killed: [8, 9],
  witness: 10,
  undisturbed: 11,
  writer: 12,
} as const;

/** What is measured after W was written and fetched, which is the beginning of all. */
export const acts = ['small', 'backlog', 'concurrent', 'kills'] as const;
export type Act = (typeof acts)[number];

/** The figures of ours, one act after the other on one headquarters that goes back to W before each. */
export async function measureOurs(
  folder: string,
  scale: number,
  wanted: readonly Act[],
  say: (what: string) => void,
): Promise<Figures> {
  const field = await Field.open(folder, scale, laptops.writer + 1);
  const when = async (act: Act, measure: () => Promise<Figures>): Promise<Figures> =>
    wanted.includes(act) ? measure() : {};
  try {
    const load = await measureLoad(field, laptops.writer, say);
    const small = await when('small', () => measureSmall(field, laptops.small, say));
    const backlog = await when('backlog', () => measureBacklog(field, laptops.backlog, say));
    const concurrent = await when('concurrent', () => measureConcurrent(field, laptops.concurrent, say));
    const kills = await when('kills', () => measureBoth(field, say));
    const all = [load, small, backlog, concurrent, kills];
    return Object.assign({}, ...all, { reasons: all.flatMap(({ reasons }) => reasons ?? []) });
  } finally {
    await field.close();
  }
}

async function measureBoth(field: Field, say: (what: string) => void): Promise<Figures> {
  const { witness, killed, undisturbed } = laptops;
  const whole = await measureUndisturbed(field, undisturbed);
  say(`nobody killed: ${bytesOf(whole)} B`);
  const client = await measureKills(field, 'client', { sender: killed[0], witness }, whole);
  say(client.reason);
  const server = await measureKills(field, 'server', { sender: killed[1], witness }, whole);
  say(server.reason);
  return { killed: { client: client.share, server: server.share }, reasons: [client.reason, server.reason] };
}
