import { Worker } from 'node:worker_threads';
import * as z from 'zod';

const DerivedKeyMessage = z.instanceof(Uint8Array).refine(({ length }) => length === 32);

/** Derive a key in a thread of its own. Rejects when the thread fails: lack of memory, or a bug. */
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
 * Parameters of Argon2id. Values below the weakest ever written are refused, so that nobody can offer a guesser a
 * cheaper derivation. Far stronger ones could only block the laptop.
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

/** Derive the 32 bytes of a passphrase under these parameters. */
export type DeriveKey = (passphrase: string, kdfParameters: KdfParameters) => Promise<Uint8Array>;

/** Least cost of a guess (docs/security-requirements.md 2). */
export const minimumKdf = { name: 'argon2id', memoryKiB: 65_536, passes: 3, lanes: 1 } as const;

/** Waiting time of a person at unlock, and cost of each guess. */
const wantedDerivationMs = 700;
const minimumDerivationMs = 500;

/** Return the number of passes that takes the wanted time, when the least number took `leastTookMs`. */
export function kdfPassesFor(leastTookMs: number): number {
  if (leastTookMs >= minimumDerivationMs) return minimumKdf.passes;
  return Math.min(
    64,
    Math.max(minimumKdf.passes, Math.round((minimumKdf.passes * wantedDerivationMs) / leastTookMs)),
  );
}
