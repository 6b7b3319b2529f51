import { memo, type ReactElement, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { v7 } from 'uuid';
import { createMutex } from '#base/mutex.ts';
import { removeFromList } from '#domain/document/list-order.ts';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import {
  type ChoiceProblem,
  type OpenDocument,
  writeRefusalMessage,
} from '#renderer/field/app/documents/use-document.ts';
import { textAfterAdding } from '#renderer/field/app/documents/use-line-to-add.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useRecordUndo } from '#renderer/field/app/undo/record-undo.tsx';
import type { commentsWithWriters } from './evidence-with-writers.ts';
import { QuestionCommentListView } from './question-comment-list-view.tsx';

interface QuestionCommentsProps {
  readonly question: string;
  /** Name of the question for people. */
  readonly name: string;
  readonly comments: ReturnType<typeof commentsWithWriters>;
  readonly unsent: UnsentComments | undefined;
}

/** The comments on the question in focus, and the one that is being written. */
export const QuestionComments = memo(function QuestionComments(props: QuestionCommentsProps): ReactElement {
  const { question, name, comments, unsent } = props;
  const choiceProblem = unsent?.problemOf(question) ?? null;
  const { device: ownDeviceId } = useFieldServices().session;
  return (
    <QuestionCommentListView
      name={name}
      // One that was just written has no device yet.
      comments={comments.map(({ device, ...comment }) => ({
        ...comment,
        isOwn: device === null || device === ownDeviceId,
      }))}
      writing={
        unsent && {
          question,
          text: unsent.textOf(question),
          problem: choiceProblem && writeRefusalMessage(choiceProblem),
          hits: (
            <CheckedTextHits
              text={unsent.textOf(question)}
              onChange={(text) => unsent.write(question, text)}
            />
          ),
          onChange: (text) => unsent.write(question, text),
          onAdd: () => unsent.send(question),
          onRemove: (comment) => unsent.remove(comment, question),
        }
      }
    />
  );
});

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
  /** Add the comment; answers whether the assessment has it. */
  readonly send: (question: string) => Promise<boolean>;
  /** Remove a comment of one's own. */
  readonly remove: (comment: string, question: string) => void;
}

/**
 * Begun comments beside each question.
 * A comment is a draft until the person adds it. Leaving the question, the screen or the app sends nothing, and its field
 * keeps the text.
 */
export function useUnsentComments(choose: OpenDocument['choose']): UnsentComments {
  const { notifyAct } = useRecordUndo();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [problems, setProblems] = useState<Readonly<Record<string, ChoiceProblem | null>>>({});
  const latest = useRef(texts);
  const [inTurn] = useState(createMutex);
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

  // A press during a save waits for its turn, and adds what the field has then.
  const send = useCallback(
    (question: string) =>
      inTurn(async () => {
        const typed = latest.current[question] ?? '';
        const text = typed.trim();
        if (text === '') return false;
        const id = v7();
        const outcome = await choose([
          { path: `comments/${id}/about`, value: question },
          { path: `comments/${id}/text`, value: text },
        ]);
        if (outcome.kind !== 'saved') {
          setProblems((before) => ({ ...before, [question]: outcome }));
          return false;
        }
        // The text stays in its field until a record has it; letters that came meanwhile begin the next comment.
        set(question, textAfterAdding(typed, latest.current[question] ?? ''));
        notifyAct((translate) => translate('assessment.comments.told.added', { question }));
        return true;
      }),
    [inTurn, choose, set, setProblems, notifyAct],
  );

  return useMemo(
    () => ({
      textOf: (question) => texts[question] ?? '',
      problemOf: (question) => problems[question] ?? null,
      write: (question, text) => {
        set(question, text);
        setProblems((before) => ({ ...before, [question]: null }));
      },
      send,
      remove: (comment, question) =>
        void choose(removeFromList('comments', comment)).then((outcome) => {
          if (outcome.kind === 'saved')
            notifyAct((translate) => translate('assessment.comments.told.removed', { question }));
        }),
    }),
    [texts, problems, set, send, choose, notifyAct],
  );
}
