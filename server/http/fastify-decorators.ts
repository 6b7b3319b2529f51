import type { FastifyInstance } from 'fastify';
import type { PersonId } from '#domain/ids.ts';
import type { AuthenticatedDevice, RequestSignature } from '../auth/device-signature.ts';
import type { NonceMemory } from '../auth/nonces.ts';
import type { SessionStrength } from '../auth/sessions.ts';
import type { StoreHealth } from '../db/store-health.ts';
import type { FailedAttempts } from './failed-attempts.ts';
import type { StreamedPacks } from './streamed-packs.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** `GET /health`, `POST /api/v1/sync` ... */
    registeredRoutes: readonly string[];
    failedAttempts: FailedAttempts;
    storeHealth: StoreHealth;
    nonceMemory: NonceMemory;
  }
  interface FastifyRequest {
    /** Signature of a device, set once its headers can be read; the answer is then signed. Null for a browser. */
    signature: RequestSignature | null;
    /** Device with a valid signature; null for a browser and during enrolment. */
    device: AuthenticatedDevice | null;
    /** Sender, by device or by console session; set by the hook that admitted the request. */
    person: PersonId | null;
    /** For a console session: everything, or only setting up a second factor. */
    sessionStrength: SessionStrength | null;
    /** Packs of a large request, judged before its body is complete. */
    streamedPacks: StreamedPacks | null;
  }
}

/** Give each request its members, all null until a hook sets them. */
export function decorateRequests(app: FastifyInstance): void {
  app.decorateRequest('signature', null);
  app.decorateRequest('device', null);
  app.decorateRequest('person', null);
  app.decorateRequest('sessionStrength', null);
  app.decorateRequest('streamedPacks', null);
}
