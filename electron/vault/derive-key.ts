import * as z from 'zod';
import { Worker } from 'node:worker_threads';

const DerivedKeyMessage = z.instanceof(Uint8Array).refine(({ length }) => length === 32);

/** Derives in a thread of its own. Rejects when the thread fails: no memory for it, or a bug. */
export function deriveKeyInWorker(workerFile: string): DeriveKey {
  return (passphrase, kdf) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(workerFile, { workerData: { passphrase, kdf } });
      worker.once('message', (message: unknown) => {
        const derived = DerivedKeyMessage.safeParse(message);
        if (derived.success) resolve(derived.data);
        else reject(new Error('The derivation answered with something else'));
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The derivation ended without an answer')));
    });
}

/**
 * How a passphrase becomes a key: Argon2id with these figures. What is weaker than the least that we ever wrote is not
 * read, so that nobody can put a cheaper derivation before a guesser; what is far stronger could only stop the laptop.
 */
export const KdfParameters = z.readonly(
  z.object({
    name: z.literal('argon2id'),
    memoryKiB: z.int().min(65_536).max(1_048_576),
    passes: z.int().min(3).max(64),
    lanes: z.literal(1),
    salt: z.base64().length(44),
  }),
);
export type KdfParameters = z.infer<typeof KdfParameters>;

/** The 32 bytes of this passphrase under these figures. */
export type DeriveKey = (passphrase: string, kdf: KdfParameters) => Promise<Uint8Array>;

/** The least that is asked of a guesser (security.md 2). */
export const minimumKdf = { name: 'argon2id', memoryKiB: 65_536, passes: 3, lanes: 1 } as const;

/** A person waits about so long for their vault to open; a guesser does for each guess. */
const wantedDerivationMs = 700;
const minimumDerivationMs = 500;

/** The passes that take about as long as wanted on a machine where the least took `leastTookMs`. */
export function kdfPassesFor(leastTookMs: number): number {
  if (leastTookMs >= minimumDerivationMs) return minimumKdf.passes;
  return Math.min(
    64,
    Math.max(minimumKdf.passes, Math.round((minimumKdf.passes * wantedDerivationMs) / leastTookMs)),
  );
}
