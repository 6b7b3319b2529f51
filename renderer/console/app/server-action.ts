import { useCallback } from 'react';
import type { Result } from '#base/result.ts';
import { useNotify } from '#renderer/ui';
import type { ApiProblem } from '../api/api-request.ts';
import { actionProblemMessage } from './problem-messages.ts';

/** Run one act at headquarters. A refusal is shown in the corner; `onDone` is called after success only. */
type RunServerAction = <T>(asking: Promise<Result<T, ApiProblem>>, onDone: (value: T) => void) => void;

/** Function to run an act at headquarters, with the notice of a refusal. */
export function useServerAction(): RunServerAction {
  const notify = useNotify();
  return useCallback(
    (asking, onDone) =>
      // Refusals are values; anything else is a bug for the error page.
      void asking.then((answer) => {
        if (answer.ok) {
          onDone(answer.value);
          return;
        }
        notify({ meaning: 'bad', text: (translate) => translate(actionProblemMessage(answer.refusal)) });
      }),
    [notify],
  );
}
