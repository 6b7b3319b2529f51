import { type ReactElement, useMemo, useState } from 'react';
import { ok, type Result } from '#domain/base/result.ts';
import type { Environment } from '#domain/instrument/form/form.ts';
import { openForm } from '#domain/instrument/form/open-form.ts';
import { orderAfter } from '#domain/instrument/form/row-order.ts';
import type { Diagnostic } from '#domain/instrument/import/diagnostic.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { FormProvider, type FormUse } from '#renderer/form/form-context.ts';
import { FormNodes } from '#renderer/form/form-nodes.tsx';
import { FormSession } from '#renderer/form/form-session.ts';
import { LanguageSwitchView } from '#renderer/form/language-switch-view.tsx';
import { UnopenedView } from './unopened-view.tsx';
import '#renderer/form/form.css';

interface FormPreviewProps {
  readonly instrument: Instrument;
  /** The language to begin with. */
  readonly language: string;
}

/**
 * The form as the assessor will see it, with its rules at work: what is answered here changes it as in the field, and is
 * kept nowhere.
 */
export function FormPreview({ instrument, language: first }: FormPreviewProps): ReactElement {
  const preview = useMemo(() => openPreview(instrument, first), [instrument, first]);
  const [language, setLanguage] = useState(first);
  if (!preview.ok) return <UnopenedView problems={preview.refusal} />;
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

function openPreview(instrument: Instrument, language: string): Result<FormUse, readonly Diagnostic[]> {
  let rows = 0;
  const newRow = (): string => `row-${(rows += 1)}`;
  const opened = openForm(instrument, { ...previewEnvironment, newInstanceId: newRow }, []);
  if (!opened.ok) return opened;
  opened.value.begin();
  const session = new FormSession(opened.value, instrument);
  session.setLanguage(language);
  return ok(previewUse(session, newRow));
}

/** Somebody at headquarters, who is nobody in the answers. */
const previewEnvironment: Omit<Environment, 'newInstanceId'> = {
  now: () => ({ ms: Date.now(), offsetMinutes: -new Date().getTimezoneOffset() }),
  random: () => Math.random(),
  deviceId: 'preview',
  username: '',
  email: '',
  phoneNumber: '',
};

const previewUse = (session: FormSession, newRow: () => string): FormUse => ({
  session,
  isReadOnly: false,
  answer: (at, value) => void session.take([{ kind: 'value', at, value }], 'typed'),
  leave: () => undefined,
  addRow: (repeat) =>
    void session.take(
      [
        {
          kind: 'instance',
          repeat: repeat.definition.qid,
          instance: newRow(),
          parent: repeat.address.instance,
          order: orderAfter(repeat.instances().map(({ order }) => order)),
        },
      ],
      'typed',
    ),
  removeRow: ({ repeat, instance }) =>
    void session.take([{ kind: 'instanceRemoved', repeat: repeat.definition.qid, instance }], 'typed'),
  onFocus: (question) => session.setCurrent(question),
  mediaAddress: () => null,
});
