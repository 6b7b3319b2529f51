import { serveBenchPage } from '../rig/serve-bench-page.ts';
import { type SealingRound, storePageContract } from './store-page.ts';

// Page of `npm run bench -- store`. A worker does the work, as the store's does: the app may start
// WebAssembly only there.

serveBenchPage(storePageContract, {
  measure: (rounds) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
      worker.addEventListener('error', ({ message }) => reject(new Error(message)));
      worker.addEventListener('message', ({ data }: MessageEvent<readonly SealingRound[]>) => resolve(data));
      worker.postMessage(rounds);
    }),
});
