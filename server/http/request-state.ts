import type { Result } from '#domain/base/result.ts';
import type { DeviceId, PersonId } from '#domain/ids.ts';
import type { ReceivedSignature } from '#sync/protocol/signed-request.ts';
import type { SessionStrength } from '../identity/sessions.ts';
import type { NotedWaiting } from '../identity/note-waiting.ts';
import type { EarlyPacks } from './early-packs.ts';
import type { Untrusted } from './verify-request.ts';

/** A device whose signature holds. */
export interface DeviceCaller {
  readonly device: DeviceId;
  readonly person: PersonId;
  /** What it said last of what it has yet to send. */
  readonly waiting: NotedWaiting;
}

/** What is known of a request by its headers alone, and what came of it so far. */
export interface Early {
  readonly caller: Result<DeviceCaller, Untrusted>;
  readonly packs: EarlyPacks | null;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** `GET /health`, `POST /api/v1/sync` ... */
    roads: readonly string[];
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
    /** Of a large request whose sender was known, and whose packs were judged, before it was there as a whole. */
    early: Early | null;
    /** The key of the server that the asking device pins; null for whoever is no known device. */
    pinnedKey: string | null;
    /** Nonce that the answer is signed with; null when the request had none. */
    answerNonce: string | null;
  }
}
