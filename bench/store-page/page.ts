import type { SealingRound, StorePage } from './store-page.ts';

// The page of `npm run bench -- store`. The work is done in a worker, as the store's is: there, and only there, the app
// may start WebAssembly.

window.storeBench = {
  measure: (rounds) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
      worker.addEventListener('error', ({ message }) => reject(new Error(message)));
      worker.addEventListener('message', ({ data }: MessageEvent<readonly SealingRound[]>) => resolve(data));
      worker.postMessage(rounds);
    }),
} satisfies StorePage;
