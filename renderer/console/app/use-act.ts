import { useCallback } from 'react';
import type { Result } from '#domain/base/result.ts';
import type { ApiProblem } from '#renderer/console/api/api-problem.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useNotify } from '#renderer/ui/notices.tsx';
import { problemWords } from './problem-message.ts';

/** Does one thing at headquarters; what was refused is said in the corner, and `onDone` hears only of what was done. */
export type Act = <T>(asking: Promise<Result<T, ApiProblem>>, onDone: (value: T) => void) => void;

export function useAct(): Act {
  const say = useSay();
  const notify = useNotify();
  return useCallback(
    (asking, onDone) =>
      // Refusals are values; anything else is a bug for the error page.
      void asking.then((answer) => {
        if (answer.ok) {
          onDone(answer.value);
          return;
        }
        const { refusal } = answer;
        const needsAnother = refusal.kind === 'refused' && refusal.code === 'another-person';
        const words = needsAnother
          ? { key: 'console.admin.anotherPerson' as const }
          : problemWords(refusal).text;
        notify({ meaning: 'bad', text: say(words) });
      }),
    [notify, say],
  );
}
