import type { Document } from '#domain/document/document.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import type { StoreStatus } from '#renderer/store/api/status-api.ts';
import type { StoreApi, StoreSession } from '#renderer/store/api/store-api.ts';

/** Read a document of the store, now; rejects when there is none. */
export async function readStoreDocument(from: StoreApi, log: LogId, id: string): Promise<Document> {
  const doc = DocumentId.parse(id);
  let stop: (() => void) | undefined;
  const document = await new Promise<Document>((resolve, reject) => {
    from
      .watch('document', { log, doc }, (queryResult) => {
        if (queryResult) resolve(queryResult.document);
        else reject(new Error(`No document ${id}`));
      })
      .then((end) => {
        stop = end;
      }, reject);
  });
  stop?.();
  return document;
}

/** Owner of a laptop with data for one measurement. */
const benchOwner = { label: 'Bench', passphrase: 'a laptop that is measured' };

/**
 * Open the laptop's vault, or make it: the measurement begins behind the lock. Throws when it stays closed.
 */
export async function openBenchVault(host: Host): Promise<void> {
  const { current, vaults } = await host.ask('vault.state', null);
  if (current) return;
  const [knownVaultEntry] = vaults;
  const opened = knownVaultEntry
    ? await host.ask('vault.unlock', { id: knownVaultEntry.id, passphrase: benchOwner.passphrase })
    : await host.ask('vault.create', benchOwner);
  if (opened.kind !== 'open') throw new Error(`The vault of the measurement stays closed: ${opened.kind}`);
}

/** Status of the store, with promises for its changes. */
export class StoreStatusWatcher {
  #status: StoreStatus | null = null;
  #session: StoreSession | null = null;
  readonly #waiting = new Set<() => void>();

  constructor(storeApi: StoreApi) {
    void storeApi.watch('status', null, (status) => {
      this.#status = status;
      this.#look();
    });
    void storeApi.watch('session', null, (storeSession) => {
      this.#session = storeSession;
      this.#look();
    });
  }

  /** The only log that this person may write in. */
  async log(): Promise<LogId> {
    await this.#until(() => Object.keys(this.#session?.roles ?? {}).length > 0);
    return Object.keys(this.#session?.roles ?? {})[0] as LogId; // keys of a parsed record are log ids
  }

  untilPaused(): Promise<number> {
    return this.#until(() => this.#status?.sync.kind === 'paused');
  }

  untilWaiting(): Promise<number> {
    return this.#until(() => (this.#status?.waiting.changes ?? 0) > 0);
  }

  /** Nothing waits and nothing is on its way. Rejects when the sync stops for another reason. */
  untilRest(): Promise<number> {
    return this.#until(() => {
      const storeStatus = this.#status;
      if (storeStatus?.sync.kind === 'blocked' && storeStatus.sync.code !== 'notEnrolled')
        throw new Error(`The sync is blocked: ${storeStatus.sync.code}`);
      return storeStatus?.sync.kind === 'idle' && storeStatus.waiting.changes === 0;
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
