import type { LogId } from '#domain/ids.ts';
import type { HostRequest } from '#renderer/host/host-contract.ts';
import type { QueryName, StoreQueries, WriteResult } from '#renderer/store/api/store-api.ts';

/** The page of `tests/torture/support/store-laptop.ts`: the store in its real worker, called from outside. */
export interface StorePage {
  /** @param writes a list of `RegisterWrite` as JSON */
  write(logId: LogId, writes: string): Promise<WriteResult>;
  syncNow(): Promise<void>;
  dismissRestored(): Promise<void>;
  query<Q extends QueryName>(query: Q, ask: StoreQueries[Q]['ask']): Promise<StoreQueries[Q]['result']>;
  /** Why the worker stopped; null while it lives. */
  failure(): string | null;
}

declare global {
  interface Window {
    storePage?: StorePage;
    /** The shell's answer to a request, or its failure; given by the test. */
    askShell?: (hostRequest: Pick<HostRequest, 'channel' | 'ask'>) => Promise<unknown>;
  }
}
