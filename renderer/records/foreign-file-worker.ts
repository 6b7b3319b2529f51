import { readRequestFile } from '#domain/request/request-file.ts';
import { sheetsOfWorkbook } from '#domain/workshop/participant-import/import-sheets.ts';
import { ForeignFileRequest } from './read-foreign-file.ts';

// Reads one file of another program and ends: a foreign file gets a worker of its own (docs/security-requirements.md 7).

addEventListener(
  'message',
  ({ data }: MessageEvent<unknown>) => {
    const { kind, bytes } = ForeignFileRequest.parse(data);
    postMessage(kind === 'request' ? readRequestFile(bytes) : sheetsOfWorkbook(bytes));
  },
  { once: true },
);
