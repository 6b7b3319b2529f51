import type { LogId } from '#domain/ids.ts';
import { type Device, hashOf } from '#tests/support/protocol/client.mjs';

/** One request of a device, of either kind. */
type Pack = ReturnType<Device['pack']>;

/** The connection to a server that is killed and started again; `up` resolves when it answers next. */
export interface CrashingConnection {
  up: Promise<unknown>;
}

/**
 * Send one request, and repeat it until an answer has a verdict on every pack, even if the server dies meanwhile (S4).
 * Returns for each pack whether this answer (`accepted`) or a lost one (`duplicate`) accepted it.
 */
export async function pushUntilAnswered(
  device: Device,
  crashingConnection: CrashingConnection,
  ...packs: readonly Pack[]
): Promise<readonly string[]> {
  for (;;) {
    await crashingConnection.up;
    const answer = await device.sync({}, [...packs]).catch(() => null);
    if (answer?.status !== 200) continue;
    const { verdicts } = answer.body;
    const isForThese = packs.every(({ payload }, at) => verdicts[at]?.pack === hashOf(payload));
    if (!isForThese) throw new Error('The verdicts are not on these packs');
    return verdicts.map(({ verdict }: { verdict: string }) => verdict);
  }
}

/** News of a log since a place; repeated as above. */
export async function pullUntilAnswered(
  device: Device,
  crashingConnection: CrashingConnection,
  logId: LogId,
  since: number,
) {
  for (;;) {
    await crashingConnection.up;
    const answer = await device.sync({ [logId]: { since } }).catch(() => null);
    if (answer?.status === 200) return answer.body.logs[logId];
  }
}
