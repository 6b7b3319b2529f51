import * as Comlink from 'comlink';
import type { DatabaseRefusal } from './db/encryption/encryption-errors.ts';
import { type AnswerBatch, AnswerReceiver } from './answer-changes.ts';
import { StoreEndMessage, type StoreStartMessage, type StoreWorkerApi } from './worker-messages.ts';
import type { QueryName, StoreQueries } from './store-api.ts';

/** A new worker that has no answer either is not replaced for ever: then the person opens the window again. */
const maximumReplacements = 3;

/**
 * The store's worker, and each that replaces it: a worker that IndexedDB answers no more never is again. The page keeps
 * its watches. Calls without an answer reject: the journal may have a write of them.
 */
export class StoreWorkers {
  readonly #openHostPort: () => Promise<MessagePort>;
  readonly #onCrash: (message: string, refused: DatabaseRefusal | null) => void;
  readonly #receiver = new AnswerReceiver();
  /** Asks each watch of the page of a new worker. */
  readonly #watches = new Map<number, (store: StoreWorkerApi) => Promise<void>>();
  /** Ends each call that waits for an answer. */
  readonly #waiting = new Set<(error: Error) => void>();
  #replacements = 0;
  #isStopped = false;
  #worker: Worker;
  #store: StoreWorkerApi;

  constructor(
    openHostPort: () => Promise<MessagePort>,
    onCrash: (message: string, refused: DatabaseRefusal | null) => void,
  ) {
    this.#openHostPort = openHostPort;
    this.#onCrash = onCrash;
    [this.#worker, this.#store] = this.#start(false);
  }

  /** @throws {StoreReplacedError} the worker was replaced before its answer */
  call<T>(ask: (store: StoreWorkerApi) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      ask(this.#store)
        .then(resolve, reject)
        .finally(() => this.#waiting.delete(reject));
    });
  }

  async watch<Q extends QueryName>(
    query: Q,
    ask: StoreQueries[Q]['ask'],
    onAnswer: (answer: StoreQueries[Q]['answer']) => void,
  ): Promise<() => void> {
    // The worker answers a query with its own answer; the port's type cannot express that.
    const watch = this.#receiver.begin((answer) => onAnswer(answer as StoreQueries[Q]['answer']));
    const begin = (store: StoreWorkerApi): Promise<void> => store.watch(query, ask, watch);
    this.#watches.set(watch, begin);
    await this.call(begin).catch((error: unknown) => {
      if (!(error instanceof StoreReplacedError)) throw error; // else the new worker was asked
    });
    return () => {
      this.#receiver.end(watch);
      this.#watches.delete(watch);
      void this.#store.unwatch(watch);
    };
  }

  stop(): void {
    this.#isStopped = true;
    this.#worker.terminate();
  }

  #start(isUnsaved: boolean): [Worker, StoreWorkerApi] {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'store' });
    // Events of a worker that was replaced may still be under way.
    worker.addEventListener('error', (event) => {
      if (worker === this.#worker) this.#onCrash(event.message, null);
    });
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (worker !== this.#worker) return;
      const message = StoreEndMessage.parse(data);
      if (message.kind === 'refused')
        this.#onCrash(`The database is refused: ${message.refused}`, message.refused);
      else this.#replace(message.isUnsaved);
    });
    const calls = new MessageChannel();
    const answers = new MessageChannel();
    answers.port1.onmessage = ({ data }: MessageEvent<AnswerBatch>) => {
      if (worker === this.#worker) this.#receiver.receive(data);
    };
    const begin = async (): Promise<void> => {
      const ports = {
        hostPort: await this.#openHostPort(),
        storePort: calls.port2,
        answerPort: answers.port2,
      };
      if (!this.#isStopped)
        worker.postMessage({ ...ports, isUnsaved } satisfies StoreStartMessage, Object.values(ports));
    };
    begin().catch((error: unknown) => this.#onCrash(String(error), null));
    return [worker, Comlink.wrap<StoreWorkerApi>(calls.port1)];
  }

  #replace(isUnsaved: boolean): void {
    if (this.#isStopped) return;
    this.#worker.terminate();
    if (this.#replacements === maximumReplacements)
      return this.#onCrash('IndexedDB does not answer in any worker', null);
    this.#replacements += 1;
    [this.#worker, this.#store] = this.#start(isUnsaved);
    for (const begin of this.#watches.values()) begin(this.#store).catch(reportError);
    const replaced = new StoreReplacedError('The worker of the store was replaced before its answer');
    for (const end of this.#waiting) end(replaced);
  }
}

/** The worker gave no answer to this call: a write of it may be saved or not. */
class StoreReplacedError extends Error {
  override readonly name = 'StoreReplacedError';
}
