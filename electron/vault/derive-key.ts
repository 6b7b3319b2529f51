import * as z from 'zod';

/**
 * How a passphrase becomes a key: Argon2id with these figures. What is weaker than the least that we ever wrote is not
 * read, so that nobody can put a cheaper derivation before a guesser; what is far stronger could only stop the laptop.
 */
export const Kdf = z.readonly(
  z.object({
    name: z.literal('argon2id'),
    memoryKiB: z.int().min(65_536).max(1_048_576),
    passes: z.int().min(3).max(64),
    lanes: z.literal(1),
    salt: z.base64().length(44),
  }),
);
export type Kdf = z.infer<typeof Kdf>;

/** The 32 bytes of this passphrase under these figures. */
export type DeriveKey = (passphrase: string, kdf: Kdf) => Promise<Uint8Array>;

/** The least that is asked of a guesser (security.md 2). */
export const leastKdf = { name: 'argon2id', memoryKiB: 65_536, passes: 3, lanes: 1 } as const;

/** A person waits about so long for their vault to open; a guesser does for each guess. */
const wantedMs = 700;
const tooQuickMs = 500;

/** The passes that take about as long as wanted on a machine where the least took `leastTookMs`. */
export function passesFor(leastTookMs: number): number {
  if (leastTookMs >= tooQuickMs) return leastKdf.passes;
  return Math.min(64, Math.max(leastKdf.passes, Math.round((leastKdf.passes * wantedMs) / leastTookMs)));
}
