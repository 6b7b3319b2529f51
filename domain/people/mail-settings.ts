import * as z from 'zod';

// E-mail of people at headquarters (docs/decisions/0034-mail.md). It tells that something waits, never what.

/** Languages of e-mail: those of the screens. */
export const MailLanguage = z.enum(['en', 'fr', 'ar']);
export type MailLanguage = z.infer<typeof MailLanguage>;

/** One address in printable ASCII: nothing in it can begin another header or another command. */
export const MailAddress = z
  .email()
  .max(254)
  .regex(/^[!-~]+$/);

/** E-mail of a person: address, language, and whether the daily digest is wanted. */
export const MailSettings = z.readonly(
  z.object({ address: MailAddress, language: MailLanguage, digest: z.boolean() }),
);
export type MailSettings = z.infer<typeof MailSettings>;
