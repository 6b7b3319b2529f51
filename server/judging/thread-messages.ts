import type { LogId } from '#domain/ids.ts';
import type { SealingKeys } from '../sealed/sealing-keys.ts';
import type { StorePlace } from '../store/open-store.ts';
import type { StoreFailure } from '../store/store-failure.ts';
import type { ArrivingPack, Judged } from './pack-judge.ts';

// Messages between the main thread and a thread that judges. Both are this program, so types are enough.

/** What a thread needs from its start. */
export interface ThreadData {
  readonly place: StorePlace;
  readonly sealing: SealingKeys;
}

export type ToThread =
  | { readonly kind: 'judge'; readonly pack: ArrivingPack }
  /** What lists show of these logs is to be made anew. */
  | { readonly kind: 'refresh'; readonly logs: readonly LogId[] }
  /** The thread's turn at the embedded store, until it says that it is over. */
  | { readonly kind: 'turn' }
  | { readonly kind: 'close' };

export type FromThread =
  | { readonly kind: 'judged'; readonly judged: Judged }
  | { readonly kind: 'refreshed' }
  /** The store failed, or this is a bug: then `failure` is null. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly failure: StoreFailure | null }
  | { readonly kind: 'turnAsked' }
  | { readonly kind: 'turnOver' };
