import { ok, refuse, type Result } from '#domain/base/result.ts';
import { ImportAnswer, type ImportAsk } from './import-messages.ts';

/** Reads a questionnaire somewhere where it cannot hold the page up. */
export type ImportForm = (ask: ImportAsk) => Promise<Result<ImportAnswer, 'slow' | 'crashed'>>;

/** The slowest real form takes a second; whatever takes this long was made to. */
const longestMs = 30_000;

/** In a worker of its own, which ends with the answer, or when it takes too long (security.md 7). */
export const importInWorker: ImportForm = (ask) =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./import-worker.ts', import.meta.url), {
      type: 'module',
      name: 'import',
    });
    const end = (answer: Awaited<ReturnType<ImportForm>>): void => {
      clearTimeout(timer);
      worker.terminate();
      resolve(answer);
    };
    const timer = setTimeout(() => end(refuse('slow')), longestMs);
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const answer = ImportAnswer.safeParse(data);
      end(answer.success ? ok(answer.data) : refuse('crashed'));
    });
    worker.addEventListener('error', () => end(refuse('crashed')));
    worker.postMessage(ask);
  });
