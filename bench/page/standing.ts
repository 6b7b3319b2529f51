import type { LogId } from '#domain/ids.ts';
import type { Session, StoreApi, StoreStatus } from '#renderer/store/store-api.ts';

/** What the store says of itself, for whoever waits for a moment. */
export class Standing {
  #status: StoreStatus | null = null;
  #session: Session | null = null;
  readonly #waiting = new Set<() => void>();

  constructor(store: StoreApi) {
    void store.watch('status', null, (status) => {
      this.#status = status;
      this.#look();
    });
    void store.watch('session', null, (session) => {
      this.#session = session;
      this.#look();
    });
  }

  /** The only log that this person may write in. */
  async log(): Promise<LogId> {
    await this.#until(() => Object.keys(this.#session?.roles ?? {}).length > 0);
    return Object.keys(this.#session?.roles ?? {})[0] as LogId; // keys of a parsed record are log ids
  }

  untilOffline(): Promise<number> {
    return this.#until(() => this.#status?.sync.kind === 'offline');
  }

  untilWaiting(): Promise<number> {
    return this.#until(() => (this.#status?.waiting.changes ?? 0) > 0);
  }

  /** Nothing waits and nothing is on its way. Fails when the sync stops for another reason. */
  untilRest(): Promise<number> {
    return this.#until(() => {
      const status = this.#status;
      if (status?.sync.kind === 'blocked' && status.sync.code !== 'notEnrolled')
        throw new Error(`The sync is blocked: ${status.sync.code}`);
      return status?.sync.kind === 'idle' && status.waiting.changes === 0;
    });
  }

  #until(isSo: () => boolean): Promise<number> {
    const startedMs = performance.now();
    return new Promise((resolve, reject) => {
      const look = (): void => {
        try {
          if (!isSo()) return;
          this.#waiting.delete(look);
          resolve(performance.now() - startedMs);
        } catch (error) {
          this.#waiting.delete(look);
          reject(error);
        }
      };
      this.#waiting.add(look);
      look();
    });
  }

  #look(): void {
    for (const look of this.#waiting) look();
  }
}
