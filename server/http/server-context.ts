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

/** Device with a valid signature. */
export interface AuthenticatedDevice {
  readonly device: DeviceId;
  readonly person: PersonId;
  /** Last report of its outbox. */
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
    /** Sender, by device or by console session; set by the hook that admitted the request. */
    person: PersonId | null;
    /** For a console session: everything, or only setting up a second factor. */
    sessionStrength: SessionStrength | null;
    /** For a device before its enrolment: its key comes in the body. */
    enrolSignature: ReceivedSignature | null;
    /** The `Content-Digest` that the signature covers; null when there is none to compare with the body. */
    signedDigest: string | null;
    /** Packs of a large request, judged before its body is complete. */
    earlyPacks: StreamedPacks | null;
    /** Server key that the device pins; null for an unknown sender. */
    pinnedKey: string | null;
    /** Nonce for the signature of the answer; null when the request had none. */
    answerNonce: string | null;
  }
}

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
  /** Milliseconds for the body of an unknown sender to arrive, and for the rest of a refused one. */
  readonly strangerMs: number;
}
