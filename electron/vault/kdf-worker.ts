import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { Kdf } from './derive-key.ts';
import { deriveHere } from './kdf-work.ts';

// One derivation, beside the main thread, which has windows and the network to see to. The memory that Argon2id filled
// goes with this thread.

const { passphrase, kdf } = z.object({ passphrase: z.string(), kdf: Kdf }).parse(workerData);
void deriveHere(passphrase, kdf).then((key) => {
  // Handed over, not copied: there is one, and whoever gets it fills it with zeros.
  const own = new Uint8Array(key);
  key.fill(0);
  parentPort?.postMessage(own, [own.buffer]);
});
