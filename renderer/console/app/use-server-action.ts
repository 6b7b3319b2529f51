import { useCallback } from 'react';
import type { Result } from '#base/result.ts';
import type { ApiProblem } from '../api/api-request.ts';
import { type Message, type MessageKey, useTranslate } from '#renderer/i18n';
import { useNotify } from '#renderer/ui';
import { problemMessagesOf } from './problem-messages.ts';

/** Run one act at headquarters. A refusal is shown in the corner; `onDone` is called after success only. */
export type RunServerAction = <T>(asking: Promise<Result<T, ApiProblem>>, onDone: (value: T) => void) => void;

export function useServerAction(): RunServerAction {
  const translate = useTranslate();
  const notify = useNotify();
  return useCallback(
    (asking, onDone) =>
      // Refusals are values; anything else is a bug for the error page.
      void asking.then((answer) => {
        if (answer.ok) {
          onDone(answer.value);
          return;
        }
        notify({ meaning: 'bad', text: translate(actionProblemMessage(answer.refusal)) });
      }),
    [notify, translate],
  );
}

function actionProblemMessage(refusal: ApiProblem): Message {
  // Reads are repeated by polling; an act is not.
  if (refusal.kind === 'unreachable') return { key: 'console.problem.unreachable.act' };
  const key = refusal.kind === 'refused' ? actionProblemKeys.get(refusal.code) : undefined;
  return key === undefined ? problemMessagesOf(refusal).text : { key };
}

/** Refusals with words of their own. */
const actionProblemKeys: ReadonlyMap<string, MessageKey> = new Map<string, MessageKey>([
  ['another-person', 'console.admin.anotherPerson'],
  ['tied', 'approvals.refused.tied'],
  ['recent', 'approvals.refused.recent'],
  ['waiting', 'approvals.refused.waiting'],
  ['already-done', 'approvals.refused.alreadyDone'],
  ['version-taken', 'library.refused.versionTaken'],
  ['no-programme', 'library.refused.noProgramme'],
  ['instrument', 'library.refused.instrument'],
  ['record-moved', 'programme.moved'],
  ['asks-no-erasure', 'rights.erase.refused.kind'],
  ['not-erasable', 'rights.erase.refused.field'],
  ['erasure-too-large', 'rights.erase.refused.tooLarge'],
]);
