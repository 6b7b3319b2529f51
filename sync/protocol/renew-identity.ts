import * as z from 'zod';
import type { DeviceId } from '#domain/ids.ts';

/** Why a device takes a new identity (P2): headquarters told of a fork, a backup was restored, its own past is gone. */
export const RenewalReason = z.enum(['fork', 'restored', 'lost']);
export type RenewalReason = z.infer<typeof RenewalReason>;

/**
 * POST /api/v1/renew: a device makes the identity known that it goes on under (P2). Signed as every request, by the key
 * that headquarters knows; `proof` shows that the asker has the new key as well. The answer is that of an enrolment.
 * May be repeated (S4).
 */
export const RenewRequest = z.readonly(
  z.object({
    /** The new raw Ed25519 public key, unpadded base64url. */
    deviceKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
    /** By the new key over the UTF-8 bytes of `renewalProofText`, unpadded base64url. */
    proof: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
    label: z.string().min(1).max(120),
    platform: z.string().max(60),
    version: z.string().max(40),
    why: RenewalReason,
  }),
);
export type RenewRequest = z.infer<typeof RenewRequest>;

/** What the new key signs: that it follows exactly this device, so that nobody else's request can carry the proof. */
export const renewalProofText = (former: DeviceId, renewed: DeviceId): string =>
  `fieldbook renew\n${former}\n${renewed}`;
