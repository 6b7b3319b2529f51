import * as z from 'zod';
import type { Document } from '../document/document.ts';
import { DocumentId, LogId } from '../ids.ts';
import { SealedValue, SealRole } from '../privacy/sealed-value.ts';
import { IssuedCertificate } from './participant.ts';
import { readParticipants } from './register.ts';

/**
 * Encrypted names or addresses of a workshop, as a file for the role that has the key. It has no text that anybody
 * else can read beside codes and certificates.
 */
export const SealedRegister = z.readonly(
  z.object({
    fieldbookSealedRegister: z.literal(1),
    to: SealRole,
    log: LogId,
    workshop: DocumentId,
    values: z.readonly(
      z.array(
        z.readonly(
          z.object({
            code: z.string().max(20),
            certificate: IssuedCertificate.nullable(),
            sealed: SealedValue,
          }),
        ),
      ),
    ),
  }),
);
export type SealedRegister = z.infer<typeof SealedRegister>;

/** Sealed register of a workshop for a role, by code. Removed participants and values that were erased are in none. */
export const sealedRegisterOf = (log: LogId, workshop: Document, to: SealRole): SealedRegister => ({
  fieldbookSealedRegister: 1,
  to,
  log,
  workshop: workshop.doc,
  values: readParticipants(workshop).flatMap(({ code, certificate, sealedName, sealedEmail }) => {
    const sealed = to === 'certificate-desk' ? sealedName : sealedEmail;
    return sealed?.to === to ? [{ code, certificate, sealed }] : [];
  }),
});
