import type { DeviceId, PersonId } from '#domain/ids.ts';
import type { ReceivedSignature } from '#sync/protocol/signed-request.ts';
import type { SessionStrength } from '../identity/sessions.ts';
import type { NotedWaiting } from '../identity/note-waiting.ts';
import type { NonceMemory } from '../identity/nonces.ts';
import type { StoreHealth } from '../store/store-health.ts';
import type { CodeTries } from './code-tries.ts';
import type { EarlyPacks } from './early-packs.ts';

/** A device whose signature holds. */
export interface DeviceCaller {
  readonly device: DeviceId;
  readonly person: PersonId;
  /** What it said last of what it has yet to send. */
  readonly waiting: NotedWaiting;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** `GET /health`, `POST /api/v1/sync` ... */
    roads: readonly string[];
    codeTries: CodeTries;
    storeHealth: StoreHealth;
    nonceMemory: NonceMemory;
  }
  interface FastifyRequest {
    /** Set by `requireDevice`. */
    deviceCaller: DeviceCaller | null;
    /** Who asks, by device or by console session; set by the hook that let the request in. */
    person: PersonId | null;
    /** Of a console session: may it do everything, or only set up a second factor? */
    sessionStrength: SessionStrength | null;
    /** Of a device that is not enrolled yet: its key comes in the body. */
    enrolSignature: ReceivedSignature | null;
    /** The `Content-Digest` that the signature covers; null when there is none to compare with the body. */
    signedDigest: string | null;
    /** Of a large request whose packs are judged before it is there as a whole. */
    earlyPacks: EarlyPacks | null;
    /** The key of the server that the asking device pins; null for whoever is no known device. */
    pinnedKey: string | null;
    /** Nonce that the answer is signed with; null when the request had none. */
    answerNonce: string | null;
  }
}
