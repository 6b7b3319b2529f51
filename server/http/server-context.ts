import type { ServerIdentity } from '../identity/server-identity.ts';
import type { Judging } from '../judging/judging.ts';
import type { Store } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';

/** What routes need; made once by whoever starts the server. */
export interface ServerContext {
  readonly store: Store;
  readonly identity: ServerIdentity;
  readonly surroundings: Surroundings;
  readonly version: string;
  /** Public origin without a trailing slash; null on loopback alone, where the server is known by its own address. */
  readonly publicUrl: string | null;
  /** Where the built console is; null when there is none. */
  readonly consoleFolder: string | null;
  /** The way of packs that devices bring. */
  readonly judging: Judging;
  readonly limits: RequestLimits;
}

/** Requests of any kind; who goes over is asked to wait (429). */
export interface RequestLimits {
  readonly addressPerMinute: number;
  readonly devicePerMinute: number;
  /** New identities of one person's devices (P2). */
  readonly renewalsPerMinute: number;
  /** Wrong codes of one address; more are refused for a minute. */
  readonly failuresPerMinute: number;
  /** Wrong codes of all addresses that slow nobody. */
  readonly freeFailuresPerMinute: number;
  /** Open at the same time; the socket refuses more. */
  readonly connections: number;
  /** Milliseconds within which a head must be there, and the handshake of TLS. */
  readonly headMs: number;
  /** Milliseconds within which the body of an unknown sender must be there, and the rest of a refused one. */
  readonly strangerMs: number;
}
