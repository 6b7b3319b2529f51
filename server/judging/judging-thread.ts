import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import type { LogId } from '#domain/ids.ts';
import { receivePack } from '../log/receive-pack.ts';
import { bindSealing } from '../sealed/store-sealing.ts';
import { connectStore } from '../store/open-store.ts';
import { storeFailureOf } from '../store/store-failure.ts';
import type { Turns } from '../store/turns.ts';
import { refreshSummaries } from '../views/refresh-summaries.ts';
import type { ArrivingPack } from './pack-judge.ts';
import type { FromThread, ThreadData, ToThread } from './thread-messages.ts';

// The program of a thread that judges packs, one at a time, over a connection of its own to the store: decoding, schemas,
// signatures and rights cost the main thread nothing, which has requests to answer.

if (parentPort === null) throw new Error('This program runs as a thread of the server');
const port = parentPort;
const { place, sealing } = workerData as ThreadData; // of our own making
const say = (message: FromThread): void => port.postMessage(message);

let beginTurn = (): void => undefined;
const turns: Turns = {
  take: () =>
    new Promise((resolve) => {
      beginTurn = resolve;
      say({ kind: 'turnAsked' });
    }),
  end: () => say({ kind: 'turnOver' }),
};

const store = connectStore(place, turns).then((one) => {
  bindSealing(one, sealing);
  return one;
});

async function judge({ sender, item, nowMs }: ArrivingPack): Promise<FromThread> {
  // Of this thread alone, without the time in which it waited for the store or for its turn.
  const before = performance.eventLoopUtilization();
  const verdict = await receivePack(await store, sender, item, nowMs);
  const costMs = performance.eventLoopUtilization(before).active;
  return { kind: 'judged', judged: { verdict, costMs } };
}

async function refresh(logs: readonly LogId[]): Promise<FromThread> {
  await refreshSummaries(await store, logs);
  return { kind: 'refreshed' };
}

const tell = (answer: Promise<FromThread>): void =>
  void answer.then(say, (error: unknown) => say({ kind: 'failed', error, failure: storeFailureOf(error) }));

port.on('message', (message: ToThread) => {
  switch (message.kind) {
    case 'judge':
      tell(judge(message.pack));
      return;
    case 'refresh':
      tell(refresh(message.logs));
      return;
    case 'turn':
      beginTurn();
      return;
    case 'close':
      void store.then((one) => one.destroy()).finally(() => port.close());
  }
});
