import type { ReactElement } from 'react';
import type { LogId } from '#domain/ids.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { OpenFormAssessment } from './open-form-assessment.tsx';
import { UnopenedForm } from './unopened-form.tsx';
import { useFormDocument } from './use-form-document.ts';
import '../assessment.css';

interface FormScreenProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly instrument: Instrument;
}

/** An assessment whose instrument is here: its form, or why the form cannot be opened. */
export function FormScreen({ log, open, instrument }: FormScreenProps): ReactElement {
  const form = useFormDocument(log, open.answer.document, instrument);
  if (form.kind === 'broken')
    return <UnopenedForm log={log} open={open} why={{ kind: 'broken', problems: form.problems }} />;
  return (
    <OpenFormAssessment
      key={open.document.doc}
      log={log}
      open={open}
      instrument={instrument}
      session={form.session}
      writer={form.writer}
    />
  );
}
