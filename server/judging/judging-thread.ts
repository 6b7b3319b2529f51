import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { bindSealingKeys } from '../db/encryption/sealing-keys.ts';
import { connectServerStore } from '../db/open-store.ts';
import type { StoreTurns } from '../db/sqlite-dialect.ts';
import { storeFailureOf } from '../db/store-health.ts';
import { receivePack } from '../log/receive-pack.ts';
import { refreshDueBatch } from '../projections/document-figures.ts';
import {
  type ArrivingPack,
  type JudgingThreadData,
  type JudgingThreadReply,
  type JudgingThreadRequest,
  refreshParts,
} from './pack-judge.ts';

// Program of a thread that judges packs, one at a time, over its own connection to the store. Decoding, schemas,
// signatures and rights then do not delay the main thread's responses.

if (parentPort === null) throw new Error('This program runs as a thread of the server');
const mainThreadPort = parentPort;
const { storeLocation, sealing } = workerData as JudgingThreadData; // made by this program
const postToMainThread = (threadReply: JudgingThreadReply): void => mainThreadPort.postMessage(threadReply);

let startStoreTurn = (): void => undefined;
const storeTurns: StoreTurns = {
  acquire: () =>
    new Promise((resolve) => {
      startStoreTurn = resolve;
      postToMainThread({ kind: 'turnAsked' });
    }),
  release: () => postToMainThread({ kind: 'turnOver' }),
};

const storeConnection = connectServerStore(storeLocation, storeTurns).then((serverStore) => {
  bindSealingKeys(serverStore, sealing);
  return serverStore;
});

async function judgePack({ sender, item, nowMs, keepsRefused }: ArrivingPack): Promise<JudgingThreadReply> {
  // Of this thread alone, without its waits for the store or its turn.
  const before = performance.eventLoopUtilization();
  const appendedPack = await receivePack(await storeConnection, sender, item, nowMs, keepsRefused);
  const costMs = performance.eventLoopUtilization(before).active;
  return { kind: 'judged', judged: { ...appendedPack, costMs } };
}

type BatchRequest = Extract<JudgingThreadRequest, { kind: 'refresh' | 'refreshDue' }>;

async function computeBatch(batchRequest: BatchRequest): Promise<JudgingThreadReply> {
  const store = await storeConnection;
  const batch =
    batchRequest.kind === 'refresh'
      ? await refreshParts[batchRequest.part](store, batchRequest.logs, batchRequest.after)
      : await refreshDueBatch(store, batchRequest.after);
  return { kind: 'batch', batch };
}

const postReply = (answer: Promise<JudgingThreadReply>): void =>
  void answer.then(postToMainThread, (error: unknown) =>
    postToMainThread({ kind: 'failed', error, failure: storeFailureOf(error) }),
  );

mainThreadPort.on('message', (threadRequest: JudgingThreadRequest) => {
  switch (threadRequest.kind) {
    case 'judge':
      postReply(judgePack(threadRequest.pack));
      return;
    case 'refresh':
    case 'refreshDue':
      postReply(computeBatch(threadRequest));
      return;
    case 'turn':
      startStoreTurn();
      return;
    case 'close':
      void storeConnection.then((serverStore) => serverStore.destroy()).finally(() => mainThreadPort.close());
  }
});
