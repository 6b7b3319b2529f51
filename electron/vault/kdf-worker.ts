import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { KdfParameters } from './derive-key.ts';
import { deriveKeyHere } from './derive-key-here.ts';

// One derivation outside the main thread, which serves windows and network. Argon2id's memory is freed with this
// thread.

// Asynchronous compilation delivers its result in a task that Electron 33 sometimes never runs in a Node thread. About
// one start in ten hung permanently. Synchronous compilation waits for nothing.
const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyGlobal }).WebAssembly; // missing in Node's types
webAssembly.compile = (bytes) => Promise.resolve(new webAssembly.Module(bytes));
webAssembly.instantiate = (module, imports) => Promise.resolve(new webAssembly.Instance(module, imports));

const { passphrase, kdf } = z.object({ passphrase: z.string(), kdf: KdfParameters }).parse(workerData);
void deriveKeyHere(passphrase, kdf).then((key) => {
  // Transferred, not copied: there is one copy, and its receiver fills it with zeros.
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
