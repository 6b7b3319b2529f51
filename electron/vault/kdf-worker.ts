import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { KdfParameters } from './derive-key.ts';
import { deriveKeyHere } from './derive-key-here.ts';

// One derivation, beside the main thread, which has windows and the network to see to. The memory that Argon2id filled
// goes with this thread.

// Compiling beside this thread has its answer delivered by a task that Electron 33 sometimes never runs in a thread of
// Node's: one start in ten or so hung here for good. Compiled on the spot nothing is waited for.
const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyGlobal }).WebAssembly; // Node's types leave it out
webAssembly.compile = (bytes) => Promise.resolve(new webAssembly.Module(bytes));
webAssembly.instantiate = (module, imports) => Promise.resolve(new webAssembly.Instance(module, imports));

const { passphrase, kdf } = z.object({ passphrase: z.string(), kdf: KdfParameters }).parse(workerData);
void deriveKeyHere(passphrase, kdf).then((key) => {
  // Handed over, not copied: there is one, and whoever gets it fills it with zeros.
  const own = new Uint8Array(key);
  key.fill(0);
  parentPort?.postMessage(own, [own.buffer]);
});

interface WebAssemblyGlobal {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports?: object) => object;
  compile: (bytes: Uint8Array) => Promise<object>;
  instantiate: (module: object, imports?: object) => Promise<object>;
}
