import * as z from 'zod';

const waitMs = z.int().nonnegative();

/** The way back in for who forgot the passphrase; a part of the host's contract. Needs no network. */
export const recoveryChannels = {
  /**
   * The block and the words that headquarters gave, for this vault. `opened`: they are right, and a new passphrase is
   * awaited. `wrong`: they do not belong together, or the block was changed on its way; nobody can tell which. `over`:
   * they are right, and too old by the laptop's clock.
   */
  'vault.recover': {
    ask: z.object({ id: z.uuid(), block: z.string().max(65_536), words: z.string().max(1_024) }),
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('opened') }),
      z.object({ kind: z.literal('wrong'), waitMs }),
      z.object({ kind: z.literal('wait'), waitMs }),
      z.object({
        kind: z.literal('refused'),
        code: z.enum(['block', 'words', 'otherVault', 'over', 'failed']),
      }),
    ]),
  },
  /** After `opened`: the passphrase from now on. `gone`: that was too long ago. */
  'vault.renewPassphrase': {
    ask: z.object({ id: z.uuid(), next: z.string().min(1).max(1024) }),
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('open'), id: z.uuid() }),
      z.object({ kind: z.literal('refused'), code: z.enum(['weak', 'gone', 'full', 'failed']) }),
    ]),
  },
  /** The person went back after `opened`: what was opened is forgotten. */
  'vault.dropRecovered': { ask: z.null(), answer: z.null() },
} as const;
