import type { LogId } from '#domain/ids.ts';
import { type Device, hashOf } from './client.mjs';

/** What a device sends, one way or the other. */
type Pack = ReturnType<Device['pack']>;

/** The road to a server that is killed and started again; `up` ends when it answers next. */
export interface CrashingRoad {
  up: Promise<unknown>;
}

/**
 * Sends one request and repeats it until it is answered with a verdict on every pack, whatever happens to the server
 * meanwhile (S4). Answers by pack whether it was `accepted` by this answer or by one that was lost (`duplicate`).
 */
export async function pushUntilAnswered(
  device: Device,
  road: CrashingRoad,
  ...packs: readonly Pack[]
): Promise<readonly string[]> {
  for (;;) {
    await road.up;
    const answer = await device.sync({}, [...packs]).catch(() => null);
    if (answer?.status !== 200) continue;
    const { verdicts } = answer.body;
    const isForThese = packs.every(({ payload }, at) => verdicts[at]?.pack === hashOf(payload));
    if (!isForThese) throw new Error('The verdicts are not on these packs');
    return verdicts.map(({ verdict }: { verdict: string }) => verdict);
  }
}

/** News of a log since a place; repeats as above. */
export async function pullUntilAnswered(device: Device, road: CrashingRoad, log: LogId, since: number) {
  for (;;) {
    await road.up;
    const answer = await device.sync({ [log]: { since } }).catch(() => null);
    if (answer?.status === 200) return answer.body.logs[log];
  }
}
