import * as z from 'zod';
import type { DeviceId } from '#domain/ids.ts';

/** Reason of a new device identity (P2): a fork at headquarters, a restored backup, or lost own ops. */
export const RenewalReason = z.enum(['fork', 'restored', 'lost']);
export type RenewalReason = z.infer<typeof RenewalReason>;

/**
 * POST /api/v1/renew: a device announces the identity under which it continues (P2). Signed as every request, with the
 * known key; `proof` shows that the asker has the new key as well. The response is that of an enrolment. Repeatable (S4).
 */
export const RenewRequest = z.readonly(
  z.object({
    /** New raw Ed25519 public key, unpadded base64url. */
    deviceKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
    /** Signature of the new key over the UTF-8 bytes of `renewalProofText`, unpadded base64url. */
    proof: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
    label: z.string().min(1).max(120),
    platform: z.string().max(60),
    version: z.string().max(40),
    why: RenewalReason,
  }),
);
export type RenewRequest = z.infer<typeof RenewRequest>;

/** Text that the new key signs. It names the former device, so that no other request can use the proof. */
export const renewalProofText = (formerDeviceId: DeviceId, renewed: DeviceId): string =>
  `fieldbook renew\n${formerDeviceId}\n${renewed}`;
