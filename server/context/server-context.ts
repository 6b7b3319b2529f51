import type { ServerIdentity } from '../auth/server-identity.ts';
import type { RuntimeDependencies, ServerStore } from '../db/open-store.ts';
import type { PackJudgingQueue } from '../judging/pack-judging-queue.ts';

/** Dependencies of routes; made once by the program that starts the server. */
export interface ServerContext {
  readonly store: ServerStore;
  readonly identity: ServerIdentity;
  readonly dependencies: RuntimeDependencies;
  readonly version: string;
  /** Public origin without a trailing slash; null on loopback alone, where requests name the server. */
  readonly publicUrl: string | null;
  /** Folder of the built console; null when there is none. */
  readonly consoleFolder: string | null;
  /** Queue that judges devices' packs. */
  readonly judging: PackJudgingQueue;
  readonly limits: RequestLimits;
  /** Whether this server sends e-mail. */
  readonly sendsMail: boolean;
}

/** Limits of requests; clients beyond one must wait (429). */
export interface RequestLimits {
  readonly addressPerMinute: number;
  readonly devicePerMinute: number;
  /** New identities of one person's devices (P2). */
  readonly renewalsPerMinute: number;
  /** Wrong codes of one address in a minute; further ones are refused. */
  readonly failuresPerMinute: number;
  /** Wrong codes of all addresses before tries are slowed. */
  readonly freeFailuresPerMinute: number;
  /** Open at the same time; the socket refuses more. */
  readonly connections: number;
  /** Milliseconds for a head to arrive, and for TLS's handshake. */
  readonly headMs: number;
  /** Milliseconds for a body from the console. */
  readonly sessionBodyMs: number;
  /** Milliseconds for the body of an unknown sender to arrive, and for the rest of a refused one. */
  readonly strangerMs: number;
}
