import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { quantileOf } from '../sync/sync-figures.ts';
import type { LoadDevice, SignedSyncRequest } from './load-device.ts';

interface LoadOptions {
  readonly url: string;
  readonly devices: readonly LoadDevice[];
  readonly opsInPack: number;
  readonly seconds: number;
  /** Requests a second; 0 for the highest possible rate. */
  readonly rate: number;
}

interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers other than 200, packs that were not accepted. */
  readonly errors: number;
}

/** Concurrent requests without a rate. */
const concurrentRequests = 16;

/** Send packs of one device after the other, each device in the order of its chain. */
export async function runLoad({ url, devices, opsInPack, seconds, rate }: LoadOptions): Promise<LoadResult> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const tookMs: number[] = [];
  let errors = 0;
  let next = 0;
  const busy = new Set<LoadDevice>();
  const startedMs = performance.now();
  const endMs = startedMs + seconds * 1_000;

  const sendNext = async (): Promise<void> => {
    const loadDevice = devices[next++ % devices.length];
    // A device waits for its answer before its next request.
    if (loadDevice === undefined || busy.has(loadDevice)) return;
    busy.add(loadDevice);
    const syncRequest = loadDevice.nextRequest(url, opsInPack);
    const beganMs = performance.now();
    const body = await postRequest(agent, `${url}/api/v1/sync`, syncRequest).catch(() => null);
    tookMs.push(performance.now() - beganMs);
    busy.delete(loadDevice);
    if (body === null || !body.includes('"verdict":"accepted"')) errors += 1;
  };

  if (rate > 0) {
    const sent: Promise<void>[] = [];
    for (let at = 0; performance.now() < endMs; at++) {
      await wait(Math.max(0, startedMs + (at * 1_000) / rate - performance.now()));
      sent.push(sendNext());
    }
    await Promise.all(sent);
  } else {
    const worker = async (): Promise<void> => {
      while (performance.now() < endMs) await sendNext();
    };
    await Promise.all(Array.from({ length: concurrentRequests }, worker));
  }
  agent.destroy();
  const passedSeconds = (performance.now() - startedMs) / 1_000;
  return {
    perSecond: (tookMs.length - errors) / passedSeconds,
    p50Ms: quantileOf(tookMs, 0.5),
    p99Ms: quantileOf(tookMs, 0.99),
    errors,
  };
}

export function postRequest(
  agent: http.Agent,
  url: string,
  { headers, body }: SignedSyncRequest,
): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'accept-encoding': 'identity' } },
      (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () =>
          resolve(response.statusCode === 200 ? Buffer.concat(pieces).toString('utf8') : null),
        );
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
