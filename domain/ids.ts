import * as z from 'zod';

/** First 16 bytes of SHA-256 of the device's raw Ed25519 public key, in lower-case hex. */
export const DeviceId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;

const uuidText = z.guid().transform((id) => id.toLowerCase());

/** One mission or the programme: the unit of access, order and partition. */
export const LogId = uuidText.brand<'LogId'>();
export type LogId = z.infer<typeof LogId>;

export const DocumentId = uuidText.brand<'DocumentId'>();
export type DocumentId = z.infer<typeof DocumentId>;

export const PersonId = uuidText.brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;

/** Named group of people at headquarters; no laptop knows one. */
export const GroupId = uuidText.brand<'GroupId'>();
export type GroupId = z.infer<typeof GroupId>;
