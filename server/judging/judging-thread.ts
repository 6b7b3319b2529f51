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
// signatures and rights then do not delay the main thread's answers.

if (parentPort === null) throw new Error('This program runs as a thread of the server');
const mainThreadPort = parentPort;
const { place, sealing } = workerData as JudgingThreadData; // made by this program
const postToMainThread = (message: JudgingThreadReply): void => mainThreadPort.postMessage(message);

let startStoreTurn = (): void => undefined;
const storeTurns: StoreTurns = {
  acquire: () =>
    new Promise((resolve) => {
      startStoreTurn = resolve;
      postToMainThread({ kind: 'turnAsked' });
    }),
  release: () => postToMainThread({ kind: 'turnOver' }),
};

const storeConnection = connectServerStore(place, storeTurns).then((one) => {
  bindSealingKeys(one, sealing);
  return one;
});

async function judgePack({ sender, item, nowMs, keepsRefused }: ArrivingPack): Promise<JudgingThreadReply> {
  // Of this thread alone, without its waits for the store or its turn.
  const before = performance.eventLoopUtilization();
  const appended = await receivePack(await storeConnection, sender, item, nowMs, keepsRefused);
  const costMs = performance.eventLoopUtilization(before).active;
  return { kind: 'judged', judged: { ...appended, costMs } };
}

type BatchRequest = Extract<JudgingThreadRequest, { kind: 'refresh' | 'refreshDue' }>;

async function computeBatch(request: BatchRequest): Promise<JudgingThreadReply> {
  const store = await storeConnection;
  const batch =
    request.kind === 'refresh'
      ? await refreshParts[request.part](store, request.logs, request.after)
      : await refreshDueBatch(store, request.after);
  return { kind: 'batch', batch };
}

const postReply = (answer: Promise<JudgingThreadReply>): void =>
  void answer.then(postToMainThread, (error: unknown) =>
    postToMainThread({ kind: 'failed', error, failure: storeFailureOf(error) }),
  );

mainThreadPort.on('message', (message: JudgingThreadRequest) => {
  switch (message.kind) {
    case 'judge':
      postReply(judgePack(message.pack));
      return;
    case 'refresh':
    case 'refreshDue':
      postReply(computeBatch(message));
      return;
    case 'turn':
      startStoreTurn();
      return;
    case 'close':
      void storeConnection.then((one) => one.destroy()).finally(() => mainThreadPort.close());
  }
});
