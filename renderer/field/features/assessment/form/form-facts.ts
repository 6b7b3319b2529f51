import type { TextToCheck } from '#domain/assessment/texts-to-check.ts';
import { conflictsOf, type Document } from '#domain/document/document.ts';
import { placeOfPath } from '#domain/instrument/form/answer-registers.ts';
import type { FormQuestion } from '#domain/instrument/form/form.ts';
import { wordsOfAnswer, wordsOfQuestion } from '#renderer/form/answer-words.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import { stopKey } from '#renderer/form/stop-key.ts';
import type { KeptAnswer } from './form-overview-view.tsx';

/** The questions with answers that were given without seeing each other (M3), by the keys of their stops. */
export const contestedKeys = (document: Document): ReadonlySet<string> =>
  new Set(
    conflictsOf(document).flatMap((path) => {
      const place = placeOfPath(path);
      return place === null || place.kind === 'row' ? [] : [stopKey(place.at)];
    }),
  );

/** The questions whose answers may name or reach a person, by the keys of their stops. */
export const namedKeys = (texts: readonly TextToCheck[]): ReadonlySet<string> =>
  new Set(
    texts.flatMap(({ path }) => {
      const place = placeOfPath(path);
      return place?.kind === 'value' ? [stopKey(place.at)] : [];
    }),
  );

/** What skip rules hide, as people read it. */
export const hiddenAnswersOf = (session: FormSession): readonly KeptAnswer[] =>
  session.form.hiddenAnswers().map((question) => ({
    key: stopKey(question.address),
    name: wordsOfQuestion(question),
    value: wordsOfAnswer(session, question, question.value()),
  }));

export const isBlank = (question: FormQuestion): boolean => question.value() === null;
