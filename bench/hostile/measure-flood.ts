import { spawn } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathOf } from '#domain/document/op.ts';
import { readSealingKeys } from '#server/db/encryption/sealing-keys.ts';
import { openServerStore } from '#server/db/open-store.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { makeFolderUntilExit } from '#tests/support/temporary/make-folder.ts';
import { endProcess, waitForAddress } from '../rig/bounded-wait.ts';
import { type BenchFigure, formatMs, quantileOf } from '../rig/figure-table.ts';
import { fillServerStore, type LoadDevice, type SignedSyncRequest } from '../server/load-device.ts';
import { postRequest } from '../server/run-load.ts';
import { atScale } from './measure-op-cost.ts';

const requestsPerKind = 120;
const opsInHonestPack = 60;
/** More requests than the budget of a minute allows. */
const floodRequests = 40;
const packsInFloodRequest = 4;
const maximumFloodRatio = 2;

/**
 * Waiting time of a member of one mission while a member of another floods the server with packs of 2,000 new
 * registers.
 * An empty sync and one with a pack, each against the same without a flood. On the embedded store.
 */
export async function measureFlood(scale: number): Promise<readonly BenchFigure[]> {
  const { folder, remove } = makeFolderUntilExit('flood');
  const sealingKeys = readSealingKeys(path.join(folder, 'sealing.key'));
  const store = await openServerStore({ kind: 'embedded', folder }, sealingKeys);
  const [honest, hostile] = await fillServerStore(store, 2, 2);
  await store.destroy();
  if (honest === undefined || hostile === undefined) throw new Error('There are two devices');
  const server = spawn(
    process.execPath,
    [path.resolve('dist/server/main.js'), '--port', '0', '--data', folder],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    const url = await waitForAddress(server);
    const requestFlood = new RequestFlood(url, hostile, atScale(scale, floodRequests, 2));
    const kinds = {
      'an empty sync': () => honest.request(url, []),
      'a sync with a pack': () => honest.nextRequest(url, opsInHonestPack),
    };
    const requests = atScale(scale, requestsPerKind, 6);
    const idle = await measureRequestTimes(url, kinds, requests);
    const stop = requestFlood.start();
    const beside = await measureRequestTimes(url, kinds, requests);
    const { accepted, refused } = await stop();
    return [
      ...Object.keys(kinds).map((kind) => floodFigureOf(kind, idle.get(kind) ?? [], beside.get(kind) ?? [])),
      { name: 'requests of the flood that were taken, and asked to wait', value: `${accepted}, ${refused}` },
    ];
  } finally {
    await endProcess(server);
    await remove();
  }
}

function floodFigureOf(kind: string, idle: readonly number[], beside: readonly number[]): BenchFigure {
  const [p50, p95] = [0.5, 0.95].map((share) => ({
    idle: quantileOf(idle, share),
    beside: quantileOf(beside, share),
  }));
  const ratio = (p50?.beside ?? Number.NaN) / (p50?.idle ?? Number.NaN);
  return {
    name: `${kind} beside a flood against idle`,
    value: `x ${ratio.toFixed(2)} (p50 ${formatMs(p50?.beside ?? 0)} to ${formatMs(p50?.idle ?? 0)}, p95 ${formatMs(p95?.beside ?? 0)} to ${formatMs(p95?.idle ?? 0)})`,
    target: `<= x ${maximumFloodRatio}`,
    isMet: ratio <= maximumFloodRatio,
  };
}

/** Milliseconds of each request; both kinds alternate. */
async function measureRequestTimes(
  url: string,
  kinds: Readonly<Record<string, () => SignedSyncRequest>>,
  requests: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const agent = new http.Agent({ keepAlive: true });
  const times = new Map<string, number[]>(Object.keys(kinds).map((kind) => [kind, []]));
  for (let at = 0; at < requests; at += 1)
    for (const [kind, next] of Object.entries(kinds)) {
      const syncRequest = next();
      const beganMs = performance.now();
      if ((await postRequest(agent, `${url}/api/v1/sync`, syncRequest)) === null)
        throw new Error('It was not answered');
      // The first ones compile.
      if (at >= requests / 6) times.get(kind)?.push(performance.now() - beganMs);
    }
  agent.destroy();
  return times;
}

const afterRefusalMs = 100;

/** Device that sends requests full of packs of new registers as fast as they are answered. */
class RequestFlood {
  readonly #url: string;
  readonly #device: LoadDevice;
  readonly #loads: readonly (readonly Pack[])[];
  #accepted = 0;
  #refused = 0;
  #isOver = false;

  constructor(url: string, loadDevice: LoadDevice, requests: number) {
    this.#url = url;
    this.#device = loadDevice;
    let count = 0;
    const pack = (): Pack =>
      loadDevice.writeNew(
        Array.from({ length: wireLimits.packOps }, () => ({
          path: pathOf('answers', `i${(count += 1)}`, 'rationale'),
          value: 'x',
        })),
      );
    this.#loads = Array.from({ length: requests }, () => Array.from({ length: packsInFloodRequest }, pack));
  }

  start(): () => Promise<{ readonly accepted: number; readonly refused: number }> {
    const agent = new http.Agent({ keepAlive: true });
    const sending = this.#send(agent);
    return async () => {
      this.#isOver = true;
      await sending;
      agent.destroy();
      return { accepted: this.#accepted, refused: this.#refused };
    };
  }

  async #send(agent: http.Agent): Promise<void> {
    for (const packs of this.#loads)
      while (!this.#isOver) {
        const syncRequest = this.#device.request(this.#url, packs);
        if ((await postRequest(agent, `${this.#url}/api/v1/sync`, syncRequest)) !== null) {
          this.#accepted += 1;
          break;
        }
        this.#refused += 1;
        await wait(afterRefusalMs);
      }
  }
}
