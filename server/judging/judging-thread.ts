import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import type { LogId } from '#domain/ids.ts';
import { type DuePlace, refreshDueBatch } from '../projections/document-figures.ts';
import { receivePack } from '../log/receive-pack.ts';
import { bindSealingKeys } from '../encryption/sealing-keys.ts';
import { connectServerStore } from '../db/open-store.ts';
import { storeFailureOf } from '../db/store-health.ts';
import type { StoreTurns } from '../db/sqlite-dialect.ts';
import {
  type ArrivingPack,
  type JudgingThreadData,
  type JudgingThreadReply,
  type JudgingThreadRequest,
  type RefreshedPart,
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
  const verdict = await receivePack(await storeConnection, sender, item, nowMs, keepsRefused);
  const costMs = performance.eventLoopUtilization(before).active;
  return { kind: 'judged', judged: { verdict, costMs } };
}

async function refreshLogs(logs: readonly LogId[], part: RefreshedPart): Promise<JudgingThreadReply> {
  await refreshParts[part](await storeConnection, logs);
  return { kind: 'refreshed' };
}

const computeBatch = async (after: DuePlace | null): Promise<JudgingThreadReply> => ({
  kind: 'batch',
  batch: await refreshDueBatch(await storeConnection, after),
});

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
      postReply(refreshLogs(message.logs, message.part));
      return;
    case 'refreshDue':
      postReply(computeBatch(message.after));
      return;
    case 'turn':
      startStoreTurn();
      return;
    case 'close':
      void storeConnection.then((one) => one.destroy()).finally(() => mainThreadPort.close());
  }
});
