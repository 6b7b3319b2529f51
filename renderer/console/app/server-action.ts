import { useCallback } from 'react';
import type { Result } from '#base/result.ts';
import { useNotify } from '#renderer/ui';
import type { ApiProblem } from '../api/api-request.ts';
import { actionProblemMessage } from './problem-messages.ts';

/** Run one act at headquarters. A refusal is shown in the corner; `onDone` is called after success only. */
type RunServerAction = <T>(asking: Promise<Result<T, ApiProblem>>, onDone: (value: T) => void) => void;

/** Function to run an act at headquarters, with the notice of a refusal. */
export function useServerAction(): RunServerAction {
  const save = useServerSave();
  return useCallback((asking, onDone) => void save(asking, onDone), [save]);
}

/** The same for the save of a form, whose texts stay until headquarters took them. */
type SaveAtServer = <T>(
  asking: Promise<Result<T, ApiProblem>>,
  onDone: (value: T) => void,
) => Promise<boolean>;

/** Function to save a form at headquarters; answers whether it was taken. */
export function useServerSave(): SaveAtServer {
  const notify = useNotify();
  return useCallback(
    async (asking, onDone) => {
      // Refusals are values; anything else is a bug for the error page.
      const result = await asking;
      if (result.ok) onDone(result.value);
      else notify({ meaning: 'bad', text: (translate) => translate(actionProblemMessage(result.refusal)) });
      return result.ok;
    },
    [notify],
  );
}
