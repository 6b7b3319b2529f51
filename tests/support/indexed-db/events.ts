type Listener = (event: Happening) => unknown;

interface Registered {
  readonly type: string;
  readonly listener: Listener;
  readonly signal: AbortSignal | undefined;
}

/** An event of the model, with the fields that Dexie reads. */
export class Happening {
  target: EventSource | null = null;
  isStopped = false;
  isPrevented = false;
  readonly type: string;
  readonly oldVersion: number | undefined;
  readonly newVersion: number | null | undefined;

  constructor(
    type: string,
    versions: { readonly oldVersion?: number; readonly newVersion?: number | null } = {},
  ) {
    this.type = type;
    this.oldVersion = versions.oldVersion;
    this.newVersion = versions.newVersion;
  }

  preventDefault(): void {
    this.isPrevented = true;
  }

  stopPropagation(): void {
    this.isStopped = true;
  }
}

/** Target of events: its listeners hear of one first, then its `on...` handler. */
export class EventSource {
  readonly #registered: Registered[] = [];

  addEventListener(type: string, listener: Listener, options?: { readonly signal?: AbortSignal }): void {
    this.#registered.push({ type, listener, signal: options?.signal });
  }

  removeEventListener(type: string, listener: Listener): void {
    const at = this.#registered.findIndex(
      (registered) => registered.type === type && registered.listener === listener,
    );
    if (at >= 0) this.#registered.splice(at, 1);
  }

  /** Dispatch an event, here and then to the parents. Returns the thrown error, if any. */
  tell(event: Happening, above: readonly EventSource[] = []): readonly unknown[] {
    event.target = this;
    const thrown: unknown[] = [];
    for (const eventSource of [this, ...above]) {
      if (event.isStopped) break;
      eventSource.#tellHere(event, thrown);
    }
    return thrown;
  }

  #tellHere(event: Happening, thrown: unknown[]): void {
    const handler = (this as unknown as Readonly<Record<string, unknown>>)[`on${event.type}`]; // set by anybody
    const heard = this.#registered.filter(
      ({ type, signal }) => type === event.type && signal?.aborted !== true,
    );
    const listeners = heard.map(({ listener }) => listener);
    if (typeof handler === 'function') listeners.push(handler as Listener);
    for (const listener of listeners)
      try {
        listener.call(this, event);
      } catch (error) {
        thrown.push(error);
      }
  }
}

/** A task of its own, like IndexedDB's answers; in a simulated world one turn. */
export const later = (run: () => void): void => void setImmediate(run);
