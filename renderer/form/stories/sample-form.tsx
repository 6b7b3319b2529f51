import { type ReactElement, useState } from 'react';
import type { AnswerChange, AnswerValue, FormEnvironment } from '#forms/engine/form.ts';
import { openForm } from '#forms/engine/open-form.ts';
import { type Instrument, QuestionId } from '#forms/model/instrument.ts';
import { useLanguage } from '#renderer/i18n';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import { type FormContextValue, FormProvider } from '../form-context.ts';
import { initialFormLanguage } from '../form-language.ts';
import { FormNodes } from '../form-nodes.tsx';
import { FormSession } from '../form-session.ts';

const nothing = (): void => undefined;

/** Laptop with all facts known. */
const stillEnvironment = (): FormEnvironment => {
  let made = 0;
  return {
    now: () => ({ ms: galleryNowMs, offsetMinutes: 0 }),
    random: () => 0.5,
    newInstanceId: () => `row-${(made += 1)}`,
    deviceId: 'story',
    username: 'story',
    email: '',
    phoneNumber: '',
  };
};

export const answered = (values: Readonly<Record<string, AnswerValue>>, instance: string | null = null) =>
  Object.entries(values).map(
    ([qid, value]): AnswerChange => ({ kind: 'value', at: { qid: QuestionId.parse(qid), instance }, value }),
  );

/** Form for the stories that keeps nothing; answers change it as in the app. */
export function sampleSession(
  instrument: Instrument,
  answerChanges: readonly AnswerChange[],
  language: string,
): FormSession {
  const opened = openForm(instrument, stillEnvironment(), answerChanges);
  if (!opened.ok) throw new Error(opened.refusal.map(({ message }) => message).join('; '));
  const formSession = new FormSession(opened.value, instrument);
  formSession.setLanguage(initialFormLanguage(instrument, language));
  return formSession;
}

export const sampleUse = (
  formSession: FormSession,
  part: Partial<FormContextValue> = {},
): FormContextValue => ({
  session: formSession,
  isReadOnly: false,
  answer: (at, value) => void formSession.applyChanges([{ kind: 'value', at, value }], 'typed'),
  leave: nothing,
  addRow: nothing,
  removeRow: nothing,
  onFocus: nothing,
  mediaAddress: () => null,
  ...part,
});

interface SampleFormProps {
  readonly instrument: Instrument;
  readonly answers?: readonly AnswerChange[];
  readonly part?: Partial<FormContextValue>;
  /** The person has asked for missing answers. */
  readonly isChecked?: boolean;
}

/** The questions of a form, without the screen around them. */
export function SampleForm({
  instrument,
  answers = [],
  part = {},
  isChecked = false,
}: SampleFormProps): ReactElement {
  const language = useLanguage();
  const [formSession] = useState(() => {
    const made = sampleSession(instrument, answers, language);
    if (isChecked) made.markChecked();
    return made;
  });
  return (
    <FormProvider value={sampleUse(formSession, part)}>
      <div className="form-page">
        <FormNodes nodes={formSession.form.nodes()} depth={0} />
      </div>
    </FormProvider>
  );
}
