import * as z from 'zod';
import { type Result, refuse } from '#base/result.ts';
import {
  type RequestFileRefusal,
  type RequestFileTexts,
  requestFileLimits,
} from '#domain/request/request-file.ts';
import { type ListRefusal, listLimits } from '#domain/workshop/participant-import/import-sheets.ts';
import type { ImportSheet } from '#domain/workshop/participant-import/participant-import.ts';

/** File of another program, for the worker that reads it. */
export const ForeignFileRequest = z.readonly(
  z.object({ kind: z.enum(['request', 'sheets']), bytes: z.instanceof(Uint8Array) }),
);

/** Real files take a part of a second; a slower one was made to be slow. */
const longestReadingMs = 15_000;

const cells = z.readonly(z.array(z.string()));
const resultOf = <T extends z.ZodType, R extends z.ZodType>(value: T, refusal: R) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), refusal }),
  ]);

const RequestResponse = resultOf(
  z.object({ rows: z.readonly(z.array(cells)), beside: cells, pictures: z.int().nonnegative() }),
  z.enum(['too-large', 'damaged', 'protected', 'other-file']),
);

const SheetsAnswer = resultOf(
  z.readonly(
    z.array(
      z.object({
        name: z.string(),
        rows: z.readonly(z.array(z.object({ row: z.int().positive(), cells }))),
        unread: z.readonly(
          z.array(
            z.object({
              row: z.int().positive(),
              column: z.string(),
              kind: z.enum(['notCalculated', 'formulaError']),
            }),
          ),
        ),
      }),
    ),
  ),
  z.object({ kind: z.enum(['tooLarge', 'encrypted', 'damaged', 'noList', 'empty']) }),
);

/** Read a filled request form. A file that takes too long is refused as too large, one that ends its reader as damaged. */
export async function readRequestInWorker(
  bytes: Uint8Array,
): Promise<Result<RequestFileTexts, RequestFileRefusal>> {
  if (bytes.length > requestFileLimits.bytes) return refuse('too-large');
  const answer = await askWorker({ kind: 'request', bytes }, RequestResponse);
  return answer === 'slow' ? refuse('too-large') : answer === 'crashed' ? refuse('damaged') : answer;
}

/** Read the sheets of a workbook with a list of people, with the same refusals. */
export async function readSheetsInWorker(
  bytes: Uint8Array,
): Promise<Result<readonly ImportSheet[], ListRefusal>> {
  if (bytes.length > listLimits.workbookBytes) return refuse({ kind: 'tooLarge' });
  const answer = await askWorker({ kind: 'sheets', bytes }, SheetsAnswer);
  if (answer === 'slow') return refuse({ kind: 'tooLarge' });
  return answer === 'crashed' ? refuse({ kind: 'damaged' }) : answer;
}

/** Ask a worker of its own, which ends with the answer or after a timeout (docs/security-requirements.md 7). */
function askWorker<T extends z.ZodType>(
  ask: { readonly kind: 'request' | 'sheets'; readonly bytes: Uint8Array },
  answer: T,
): Promise<z.output<T> | 'slow' | 'crashed'> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./foreign-file-worker.ts', import.meta.url), {
      type: 'module',
      name: 'foreign-file',
    });
    const end = (result: z.output<T> | 'slow' | 'crashed'): void => {
      clearTimeout(timer);
      worker.terminate();
      resolve(result);
    };
    const timer = setTimeout(() => end('slow'), longestReadingMs);
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const parsed = answer.safeParse(data);
      end(parsed.success ? parsed.data : 'crashed');
    });
    worker.addEventListener('error', () => end('crashed'));
    worker.postMessage(ask);
  });
}
