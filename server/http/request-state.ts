import type { DeviceId, PersonId } from '#domain/ids.ts';
import type { ReceivedSignature } from '#sync/protocol/signed-request.ts';

/** A device whose signature holds. */
export interface DeviceCaller {
  readonly device: DeviceId;
  readonly person: PersonId;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `requireDevice`. */
    deviceCaller: DeviceCaller | null;
    /** Who asks, by device or by console session; set by the hook that let the request in. */
    person: PersonId | null;
    /** Of a device that is not enrolled yet: its key comes in the body. */
    enrolSignature: ReceivedSignature | null;
    /** Nonce that the answer is signed with; null when the request had none. */
    answerNonce: string | null;
  }
}
