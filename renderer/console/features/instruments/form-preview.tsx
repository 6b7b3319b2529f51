import { type ReactElement, useMemo, useState } from 'react';
import { ok, type Result } from '#base/result.ts';
import { rowOrderAfter } from '#domain/assessment/answer-registers.ts';
import type { FormEnvironment } from '#forms/engine/form.ts';
import { openForm } from '#forms/engine/open-form.ts';
import type { Diagnostic, Instrument } from '#forms/model/instrument.ts';
import { type FormContextValue, FormProvider } from '#renderer/form/form-context.ts';
import { FormNodes } from '#renderer/form/form-nodes.tsx';
import { FormSession } from '#renderer/form/form-session.ts';
import { LanguageSwitchView } from '#renderer/form/language-switch-view.tsx';
import '#renderer/form/form.css';
import { useTranslate } from '#renderer/i18n';
import { Banner } from '#renderer/ui';
import { ProblemLineView } from './questionnaire-problems-view.tsx';

/** Reason why a form cannot be shown: its rules contradict each other. */
export function FormProblemsView({ problems }: { readonly problems: readonly Diagnostic[] }): ReactElement {
  const translate = useTranslate();
  return (
    <Banner meaning="bad" title={translate('library.unopened')}>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.message}`}>
            <ProblemLineView problem={problem} />
          </li>
        ))}
      </ul>
    </Banner>
  );
}

interface FormPreviewProps {
  readonly instrument: Instrument;
  /** First language. */
  readonly language: string;
}

/**
 * Form as the assessor will see it, with its rules at work. Answers change it as in the field, and are kept
 * nowhere.
 */
export function FormPreview({ instrument, language: first }: FormPreviewProps): ReactElement {
  const preview = useMemo(() => openFormPreview(instrument, first), [instrument, first]);
  const [language, setLanguage] = useState(first);
  if (!preview.ok) return <FormProblemsView problems={preview.refusal} />;
  const { session } = preview.value;
  const choose = (next: string): void => {
    session.setLanguage(next);
    setLanguage(next);
  };
  return (
    <FormProvider value={preview.value}>
      <div className="form-page">
        <LanguageSwitchView languages={instrument.languages} language={language} onChange={choose} />
        <div dir="auto">
          <FormNodes nodes={session.form.nodes()} depth={0} />
        </div>
      </div>
    </FormProvider>
  );
}

function openFormPreview(
  instrument: Instrument,
  language: string,
): Result<FormContextValue, readonly Diagnostic[]> {
  let rows = 0;
  const newRow = (): string => `row-${(rows += 1)}`;
  const opened = openForm(instrument, { ...previewEnvironment, newInstanceId: newRow }, []);
  if (!opened.ok) return opened;
  opened.value.begin();
  const formSession = new FormSession(opened.value, instrument);
  formSession.setLanguage(language);
  return ok(createPreviewUse(formSession, newRow));
}

/** Environment without a person: no name enters the answers. */
const previewEnvironment: Omit<FormEnvironment, 'newInstanceId'> = {
  now: () => ({ ms: Date.now(), offsetMinutes: -new Date().getTimezoneOffset() }),
  random: () => Math.random(),
  deviceId: 'preview',
  username: '',
  email: '',
  phoneNumber: '',
};

const createPreviewUse = (formSession: FormSession, newRow: () => string): FormContextValue => ({
  session: formSession,
  isReadOnly: false,
  answer: (at, value) => void formSession.applyChanges([{ kind: 'value', at, value }], 'typed'),
  leave: () => undefined,
  addRow: (formRepeat) =>
    void formSession.applyChanges(
      [
        {
          kind: 'instance',
          repeat: formRepeat.definition.qid,
          instance: newRow(),
          parent: formRepeat.address.instance,
          order: rowOrderAfter(formRepeat.instances().map(({ order }) => order)),
        },
      ],
      'typed',
    ),
  removeRow: ({ repeat, instance }) =>
    void formSession.applyChanges(
      [{ kind: 'instanceRemoved', repeat: repeat.definition.qid, instance }],
      'typed',
    ),
  onFocus: (formQuestion) => formSession.setCurrent(formQuestion),
  mediaAddress: () => null,
});
