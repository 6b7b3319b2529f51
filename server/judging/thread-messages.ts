import type { Verdict } from '#sync/protocol/wire.ts';
import type { SealingKeys } from '../sealed/sealing-keys.ts';
import type { StorePlace } from '../store/open-store.ts';
import type { ArrivingPack } from './pack-judge.ts';

// Messages between the main thread and a thread that judges. Both are this program, so types are enough.

/** What a thread needs from its start. */
export interface ThreadData {
  readonly place: StorePlace;
  readonly sealing: SealingKeys;
}

export type ToThread =
  | { readonly kind: 'judge'; readonly pack: ArrivingPack }
  /** The thread's turn at the embedded store, until it says that it is over. */
  | { readonly kind: 'turn' }
  | { readonly kind: 'close' };

export type FromThread =
  | { readonly kind: 'judged'; readonly verdict: Verdict; readonly costMs: number }
  /** The store failed, or this is a bug. */
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'turnAsked' }
  | { readonly kind: 'turnOver' };
