import {
  memo,
  type ReactElement,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import {
  writeRefusalMessage,
  type ChoiceProblem,
  type OpenDocument,
} from '#renderer/field/app/documents/use-document.ts';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import { type CommentWithWriter, QuestionCommentListView } from './question-comment-list-view.tsx';
import { v7 } from 'uuid';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';

/** Put the cursor into the comment beside the question in focus; false where nothing may be written. */
export function focusCommentField(): boolean {
  const field = document.querySelector<HTMLElement>('.assess-comment textarea');
  field?.focus();
  return field !== null;
}

/**
 * Add the comment that the cursor is in. False where it is elsewhere, so that the key goes on to the next
 * question.
 */
export function submitFocusedComment(): boolean {
  const form = document.activeElement?.closest<HTMLFormElement>('form.assess-comment');
  form?.requestSubmit();
  return form !== null && form !== undefined;
}

/** Comments that are being written, by question. */
export interface UnsentComments {
  readonly textOf: (question: string) => string;
  readonly problemOf: (question: string) => ChoiceProblem | null;
  readonly write: (question: string, text: string) => void;
  readonly send: (question: string) => void;
}

/**
 * Begun comments beside each question.
 * A comment stays when another question comes into focus. It is sent when the screen is left or the window
 * hides or closes: nothing typed is ever lost.
 */
export function useUnsentComments(choose: OpenDocument['choose']): UnsentComments {
  const { onFlush } = useFieldServices();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [problems, setProblems] = useState<Readonly<Record<string, ChoiceProblem | null>>>({});
  const latest = useRef(texts);
  useLayoutEffect(() => {
    latest.current = texts;
  });

  const set = useCallback(
    (question: string, text: string) => {
      latest.current = { ...latest.current, [question]: text };
      setTexts(latest.current);
    },
    [setTexts],
  );

  const send = useCallback(
    async (question: string): Promise<void> => {
      const text = latest.current[question]?.trim() ?? '';
      if (text === '') return;
      set(question, '');
      const id = v7();
      const outcome = await choose([
        { path: `comments/${id}/about`, value: question },
        { path: `comments/${id}/text`, value: text },
      ]);
      if (outcome.kind === 'saved') return;
      // A refused comment returns to the field, before any text written there meanwhile.
      set(question, `${text}\n${latest.current[question] ?? ''}`.trim());
      setProblems((before) => ({ ...before, [question]: outcome }));
    },
    [choose, set, setProblems],
  );

  useEffect(() => {
    const sendAll = async (): Promise<void> => {
      await Promise.all(Object.keys(latest.current).map(send));
    };
    const stop = onFlush(sendAll);
    return () => {
      stop();
      void sendAll();
    };
  }, [onFlush, send]);

  return useMemo(
    () => ({
      textOf: (question) => texts[question] ?? '',
      problemOf: (question) => problems[question] ?? null,
      write: (question, text) => {
        set(question, text);
        setProblems((before) => ({ ...before, [question]: null }));
      },
      send: (question) => void send(question),
    }),
    [texts, problems, set, send],
  );
}

interface QuestionCommentsProps {
  readonly question: string;
  /** Name of the question for people. */
  readonly name: string;
  readonly comments: readonly CommentWithWriter[];
  readonly unsent: UnsentComments | undefined;
}

/** The comments on the question in focus, and the one that is being written. */
export const QuestionComments = memo(function QuestionComments(props: QuestionCommentsProps): ReactElement {
  const { question, name, comments, unsent } = props;
  const problem = unsent?.problemOf(question) ?? null;
  return (
    <QuestionCommentListView
      name={name}
      comments={comments}
      writing={
        unsent && {
          text: unsent.textOf(question),
          problem: problem && writeRefusalMessage(problem),
          hits: (
            <CheckedTextHits
              text={unsent.textOf(question)}
              onChange={(text) => unsent.write(question, text)}
            />
          ),
          onChange: (text) => unsent.write(question, text),
          onAdd: () => unsent.send(question),
        }
      }
    />
  );
});
