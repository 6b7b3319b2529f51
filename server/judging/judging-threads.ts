import { once } from 'node:events';
import os from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { unreachable } from '#base/result.ts';
import { type ServerStore, storeEngineOf } from '../db/open-store.ts';
import { StoreFailedError } from '../db/store-health.ts';
import type { DueBatch } from '../projections/load-documents.ts';
import {
  type JudgingThreadData,
  type JudgingThreadReply,
  type JudgingThreadRequest,
  type PackJudge,
  ServerStopping,
} from './pack-judge.ts';

/** More threads would only wait for each other at PostgreSQL's locks of logs. */
const maximumJudgingThreads = 4;

/**
 * Start judging threads: one for the embedded store, which has one writer. For PostgreSQL, one less than there are
 * processors.
 * @param store of the main thread, with which a thread takes turns
 * @param judgingThreadData connection data of the same store for the threads
 * @param program the built `judging-thread.ts`
 */
export function startJudgingThreads(
  store: ServerStore,
  judgingThreadData: JudgingThreadData,
  program: URL,
): PackJudge {
  const isEmbedded = storeEngineOf(store) === 'sqlite';
  const slots = isEmbedded ? 1 : Math.max(1, Math.min(maximumJudgingThreads, os.availableParallelism() - 1));
  const judgingThreads = Array.from(
    { length: slots },
    () => new JudgingThread(store, judgingThreadData, program),
  );
  let isClosed = false;
  const ask = async (threadRequest: JudgingThreadRequest): Promise<ThreadResponse> => {
    if (isClosed) throw new ServerStopping();
    return findIdleThread(judgingThreads).ask(threadRequest);
  };
  const askForBatch = async (threadRequest: JudgingThreadRequest): Promise<DueBatch> => {
    const threadResponse = await ask(threadRequest);
    if (threadResponse.kind !== 'batch') throw new Error('The answer is not for a batch');
    return threadResponse.batch;
  };
  return {
    slots,
    judge: async (pack) => {
      const threadResponse = await ask({ kind: 'judge', pack });
      if (threadResponse.kind !== 'judged') throw new Error('The answer is not for a pack');
      return threadResponse.judged;
    },
    refresh: (logs, part, after) => askForBatch({ kind: 'refresh', logs, part, after }),
    refreshDue: (after) => askForBatch({ kind: 'refreshDue', after }),
    close: async () => {
      isClosed = true;
      await Promise.all(judgingThreads.map((thread) => thread.close()));
    },
  };
}

function findIdleThread(judgingThreads: readonly JudgingThread[]): JudgingThread {
  const idle = judgingThreads.find((thread) => thread.isIdle);
  if (idle === undefined) throw new Error('More questions than threads');
  return idle;
}

type ThreadResponse = Extract<JudgingThreadReply, { kind: 'judged' | 'batch' }>;

interface PendingResponse {
  readonly resolve: (threadResponse: ThreadResponse) => void;
  readonly reject: (error: unknown) => void;
}

/** One thread. After an unexpected end, which is a bug, the next pack starts another. */
class JudgingThread {
  readonly #store: ServerStore;
  readonly #data: JudgingThreadData;
  readonly #program: URL;
  #worker: Worker | null = null;
  #asked: PendingResponse | null = null;
  #answered: Promise<unknown> = Promise.resolve();
  /** Last turn given at the store. */
  #turn: Promise<void> = Promise.resolve();
  /** Reason for the thread's end, for its current pack. */
  #failure: unknown = null;
  #endTurn = (): void => undefined;

  constructor(store: ServerStore, judgingThreadData: JudgingThreadData, program: URL) {
    this.#store = store;
    this.#data = judgingThreadData;
    this.#program = program;
  }

  get isIdle(): boolean {
    return this.#asked === null;
  }

  ask(threadRequest: JudgingThreadRequest): Promise<ThreadResponse> {
    const response = new Promise<ThreadResponse>((resolve, reject) => {
      this.#asked = { resolve, reject };
      this.#worker ??= this.#start();
      this.#say(this.#worker, threadRequest);
    });
    this.#answered = Promise.allSettled([response]);
    return response;
  }

  /** End the thread after its response. It has and awaits no turn then, so the store may be closed. */
  async close(): Promise<void> {
    await this.#answered;
    const worker = this.#worker;
    if (worker !== null) {
      const ended = once(worker, 'exit');
      this.#say(worker, { kind: 'close' });
      await ended;
    }
    await this.#turn;
  }

  #start(): Worker {
    const worker = new Worker(this.#program, { workerData: this.#data });
    this.#failure = new Error('A thread that judges ended by itself');
    worker.on('message', (threadReply: JudgingThreadReply) => this.#hear(worker, threadReply));
    worker.on('error', (error) => {
      this.#failure = error;
    });
    worker.on('exit', () => {
      this.#worker = null;
      this.#endTurn();
      this.#answer(({ reject }) => reject(this.#failure));
    });
    return worker;
  }

  #say(worker: Worker, threadRequest: JudgingThreadRequest): void {
    worker.postMessage(threadRequest);
  }

  #hear(worker: Worker, threadReply: JudgingThreadReply): void {
    switch (threadReply.kind) {
      case 'judged':
      case 'batch':
        this.#answer(({ resolve }) => resolve(threadReply));
        return;
      case 'failed':
        this.#answer(({ reject }) =>
          reject(
            threadReply.failure === null ? threadReply.error : new StoreFailedError(threadReply.failure),
          ),
        );
        return;
      case 'turnAsked':
        this.#turn = this.#giveTurn(worker).catch((error: unknown) => this.#terminate(worker, error));
        return;
      case 'turnOver':
        this.#endTurn();
        return;
      default:
        unreachable(threadReply);
    }
  }

  #answer(tell: (asked: PendingResponse) => void): void {
    const asked = this.#asked;
    this.#asked = null;
    if (asked !== null) tell(asked);
  }

  /** Hold the main thread's connection while the thread uses the store, so that nobody waits within SQLite. */
  async #giveTurn(worker: Worker): Promise<void> {
    // Running requests go first, query by query.
    await setImmediate();
    if (this.#worker !== worker) return;
    await this.#store.connection().execute(async () => {
      const over = new Promise<void>((resolve) => {
        this.#endTurn = resolve;
      });
      this.#say(worker, { kind: 'turn' });
      if (this.#worker === worker) await over;
    });
  }

  /** End a thread that cannot get its turn; it would wait for ever. */
  async #terminate(worker: Worker, failure: unknown): Promise<void> {
    this.#failure = failure;
    await worker.terminate();
  }
}
