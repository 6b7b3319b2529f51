import { ImportRequest } from './import-messages.ts';
import { importQuestionnaire } from './import-questionnaire.ts';

// Reads one questionnaire and ends: a foreign file gets a worker of its own (docs/security-requirements.md
// 7).

addEventListener(
  'message',
  ({ data }: MessageEvent<unknown>) => postMessage(importQuestionnaire(ImportRequest.parse(data))),
  {
    once: true,
  },
);
