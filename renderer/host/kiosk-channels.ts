import * as z from 'zod';

const waitMs = z.int().nonnegative();

/**
 * Kiosk: the laptop is given to participants, one after the other; a part of the host's contract. The window fills the
 * screen and cannot be closed. Locking ends it, and so does another page: then the keys are gone.
 */
export const kioskChannels = {
  /** Begin; fails without an open vault. */
  'kiosk.enter': { ask: z.null(), answer: z.null() },
  /** End with the passphrase of the open vault; tries are slowed down as on the lock screen. */
  'kiosk.leave': {
    ask: z.object({ passphrase: z.string().min(1).max(1024) }),
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('left') }),
      z.object({ kind: z.literal('wrong'), waitMs }),
      z.object({ kind: z.literal('wait'), waitMs }),
      z.object({ kind: z.literal('refused') }),
    ]),
  },
} as const;
