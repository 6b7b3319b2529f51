import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import type { DeriveKey } from './derive-key.ts';

const Derived = z.instanceof(Uint8Array).refine(({ length }) => length === 32);

/** Derives in a thread of its own. Rejects when the thread fails: no memory for it, or a bug. */
export function deriveInWorker(workerFile: string): DeriveKey {
  return (passphrase, kdf) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(workerFile, { workerData: { passphrase, kdf } });
      worker.once('message', (message: unknown) => {
        const derived = Derived.safeParse(message);
        if (derived.success) resolve(derived.data);
        else reject(new Error('The derivation answered with something else'));
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The derivation ended without an answer')));
    });
}
