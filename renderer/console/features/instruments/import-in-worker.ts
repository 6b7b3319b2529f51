import { ok, refuse, type Result } from '#base/result.ts';
import { ImportResult, type ImportRequest } from './import-messages.ts';

/** Read a questionnaire without blocking the page. */
export type QuestionnaireImporter = (ask: ImportRequest) => Promise<Result<ImportResult, 'slow' | 'crashed'>>;

/** The slowest real form takes a second; a slower one was made to be slow. */
const importTimeoutMs = 30_000;

/**
 * Import in a worker of its own, which ends with the answer or after a timeout (docs/security-requirements.md
 * 7).
 */
export const importInWorker: QuestionnaireImporter = (ask) =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./import-worker.ts', import.meta.url), {
      type: 'module',
      name: 'import',
    });
    const end = (answer: Awaited<ReturnType<QuestionnaireImporter>>): void => {
      clearTimeout(timer);
      worker.terminate();
      resolve(answer);
    };
    const timer = setTimeout(() => end(refuse('slow')), importTimeoutMs);
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const answer = ImportResult.safeParse(data);
      end(answer.success ? ok(answer.data) : refuse('crashed'));
    });
    worker.addEventListener('error', () => end(refuse('crashed')));
    worker.postMessage(ask);
  });
