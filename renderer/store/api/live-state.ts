import type { DeviceId } from '#domain/ids.ts';
import type { Enrolment } from '#renderer/host/host-contract.ts';
import type { RenewalReason } from '#sync/protocol/renew-identity.ts';
import type { StoreStatus } from './status-api.ts';
import type { StoreSession } from './store-api.ts';

/** Present state of the store that is not saved: every start makes it again. */
export interface LiveState {
  /** Identity of the own changes. */
  readonly device: DeviceId;
  /** Identity under which this laptop continues once headquarters was asked (P2). */
  readonly successor: SuccessorIdentity | null;
  readonly enrolment: Enrolment | null;
  readonly offer: StoreSession['offer'];
  readonly simulatedOffline: boolean;
  readonly sync: StoreStatus['sync'];
  /** Writes that are on their way to the disk. */
  readonly saving: number;
  readonly saveFailed: StoreStatus['saveFailed'];
  readonly hasJournal: boolean;
  readonly room: StoreStatus['room'];
  /** Time of the last look at the clock (renderer/store/write/lease-clock.ts). */
  readonly lookedAtMs: number;
}

/** Identity that the shell took, while the database still has its former one (P2). */
export interface SuccessorIdentity {
  readonly device: DeviceId;
  /**
   * Identities that the shell had after the database's and before this one. Where journal and database lost an adoption,
   * headquarters has ops under them that are made again from ops here.
   */
  readonly between: readonly DeviceId[];
  readonly why: RenewalReason;
  /** The vault was restored from a backup, of which its person is told otherwise. */
  readonly isFromBackup: boolean;
}

/** Cell with the live state, which notifies its listeners. */
export class LiveStateCell {
  #state: LiveState;
  readonly #listeners = new Set<() => void>();

  constructor(liveState: LiveState) {
    this.#state = liveState;
  }

  get state(): LiveState {
    return this.#state;
  }

  /** True while a write is not on the disk, or was not saved. */
  get isUnsaved(): boolean {
    return this.#state.saving > 0 || this.#state.saveFailed !== null;
  }

  change(part: Partial<LiveState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listen of this.#listeners) listen();
  }

  /** Call back after each change until the returned function is called. */
  onChange(listen: () => void): () => void {
    this.#listeners.add(listen);
    return () => void this.#listeners.delete(listen);
  }
}
