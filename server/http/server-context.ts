import type { ServerIdentity } from '../auth/server-identity.ts';
import type { PackJudgingQueue } from '../judging/pack-judging-queue.ts';
import type { ServerStore } from '../db/open-store.ts';
import type { RuntimeDependencies } from '../runtime-dependencies.ts';
import type { DeviceId, PersonId } from '#domain/ids.ts';
import type { ReceivedSignature } from '#sync/protocol/message-signature.ts';
import type { SessionStrength } from '../auth/sessions.ts';
import type { ReportedOutbox } from '../auth/reported-outbox.ts';
import type { NonceMemory } from '../auth/nonces.ts';
import type { StoreHealth } from '../db/store-health.ts';
import type { FailedAttempts } from './failed-attempts.ts';
import type { StreamedPacks } from './streamed-packs.ts';

/** A device whose signature holds. */
export interface AuthenticatedDevice {
  readonly device: DeviceId;
  readonly person: PersonId;
  /** What it said last of what it has yet to send. */
  readonly waiting: ReportedOutbox;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** `GET /health`, `POST /api/v1/sync` ... */
    roads: readonly string[];
    codeTries: FailedAttempts;
    storeHealth: StoreHealth;
    nonceMemory: NonceMemory;
  }
  interface FastifyRequest {
    /** Set by `requireActiveDevice`. */
    deviceCaller: AuthenticatedDevice | null;
    /** Who asks, by device or by console session; set by the hook that let the request in. */
    person: PersonId | null;
    /** Of a console session: may it do everything, or only set up a second factor? */
    sessionStrength: SessionStrength | null;
    /** Of a device that is not enrolled yet: its key comes in the body. */
    enrolSignature: ReceivedSignature | null;
    /** The `Content-Digest` that the signature covers; null when there is none to compare with the body. */
    signedDigest: string | null;
    /** Of a large request whose packs are judged before it is there as a whole. */
    earlyPacks: StreamedPacks | null;
    /** The key of the server that the asking device pins; null for whoever is no known device. */
    pinnedKey: string | null;
    /** Nonce that the answer is signed with; null when the request had none. */
    answerNonce: string | null;
  }
}

/** What routes need; made once by whoever starts the server. */
export interface ServerContext {
  readonly store: ServerStore;
  readonly identity: ServerIdentity;
  readonly dependencies: RuntimeDependencies;
  readonly version: string;
  /** Public origin without a trailing slash; null on loopback alone, where the server is known by its own address. */
  readonly publicUrl: string | null;
  /** Where the built console is; null when there is none. */
  readonly consoleFolder: string | null;
  /** The way of packs that devices bring. */
  readonly judging: PackJudgingQueue;
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
