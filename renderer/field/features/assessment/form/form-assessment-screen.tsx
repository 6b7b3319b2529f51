import { type ReactElement, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import type { LogId } from '#domain/ids.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import type { Diagnostic, Instrument } from '#forms/model/instrument.ts';
import { type OpenDocument, useWriteRegisters } from '#renderer/field/app/documents/use-document.ts';
import { FormAssessment } from './form-assessment.tsx';
import '../answering/assessment.css';
import { v7 } from 'uuid';
import { formShapeOf, readAnswerChanges } from '#domain/assessment/answer-registers.ts';
import { institutionFactsOf } from '#domain/assessment/assessment-summary.ts';
import { type Document, editableValueAt, valueAt } from '#domain/document/document.ts';
import type { AnswerAddress } from '#forms/engine/form.ts';
import { openForm } from '#forms/engine/open-form.ts';
import { useInstitutionNames } from '#renderer/field/app/documents/institution-names.ts';
import { createFormEnvironment } from '#renderer/field/app/documents/use-instrument.ts';
import { useFieldDrafts } from '#renderer/field/app/drafts/field-drafts-provider.tsx';
import { ScreenFrame, useMissionCrumbs } from '#renderer/field/app/frame/screen-frame.tsx';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { questionKeyOf } from '#renderer/form/focus-question.ts';
import { initialFormLanguage } from '#renderer/form/form-language.ts';
import { FormSession } from '#renderer/form/form-session.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { ScreenPage } from '#renderer/ui';
import { assessmentFactsOf } from '../assessment-facts.ts';
import { AnswerWriter, answerRegisterPaths } from './answer-writer.ts';
import { UnopenedAnswersView } from './form-answers-view.tsx';
import { allAnswerLines } from './use-form-overview.ts';

interface FormAssessmentScreenProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly instrument: Instrument;
}

/** Assessment with a known instrument: its form, or the reason why the form cannot be opened. */
export function FormAssessmentScreen({ log, open, instrument }: FormAssessmentScreenProps): ReactElement {
  const form = useFormDocument(log, open.answer.document, instrument);
  if (form.kind === 'broken')
    return <UnopenedForm log={log} open={open} why={{ kind: 'broken', problems: form.problems }} />;
  return (
    <FormAssessment
      key={open.document.doc}
      log={log}
      open={open}
      instrument={instrument}
      session={form.session}
      writer={form.writer}
    />
  );
}

/** Reason why the questions of an assessment cannot be shown. */
type UnopenedReason =
  | { readonly kind: 'absent' | 'damaged' }
  | { readonly kind: 'broken'; readonly problems: readonly Diagnostic[] };

interface UnopenedFormProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly why: UnopenedReason;
}

/** An assessment without its questions: the answers are kept, and can be read as they are. */
export function UnopenedForm({ log, open, why }: UnopenedFormProps): ReactElement {
  const translate = useTranslate();
  const { document, answer } = open;
  const facts = assessmentFactsOf(document, answer, writeModeOf(answer.roles, answer.document), true);
  const crumbs = useMissionCrumbs(log, 'assessments');
  const { nameOf } = useInstitutionNames();
  const instrument = valueAt(document, 'instrument');
  return (
    <ScreenFrame
      title={nameOf(log, institutionFactsOf(document)) || facts.title || translate('assessment.untitled')}
      crumbs={crumbs}
    >
      <ScreenPage>
        <UnopenedAnswersView
          why={why.kind}
          instrument={typeof instrument === 'string' ? instrument : ''}
          problems={why.kind === 'broken' ? why.problems.map(({ message }) => message) : []}
          answers={allAnswerLines(document)}
        />
      </ScreenPage>
    </ScreenFrame>
  );
}

/** Form that is open over a document, or the reason why it cannot be. */
type FormDocument =
  | { readonly kind: 'open'; readonly session: FormSession; readonly writer: AnswerWriter }
  | { readonly kind: 'broken'; readonly problems: readonly Diagnostic[] };

/**
 * Form of one document: opened once, then kept up to date in both directions.
 * @param saved As stored.
 */
function useFormDocument(log: LogId, saved: Document, instrument: Instrument): FormDocument {
  const field = useFieldServices();
  const { onFlush, unsaved } = field;
  const drafts = useFieldDrafts();
  const onTextResult = (at: AnswerAddress, text: string, isSaved: boolean): void => {
    const place = { of: 'record', names: [`answers ${questionKeyOf(at)}`] } as const;
    if (isSaved) drafts?.forget(place);
    else drafts?.keep(place, { text, state: 'refused', excess: 0 });
  };
  const write = useWriteRegisters(log);
  const language = useLanguage();
  const shape = useMemo(() => formShapeOf(instrument), [instrument]);
  const [opened, setOpened] = useState(() => ({ instrument, doc: saved.doc, form: open() }));
  let { form } = opened;
  if (opened.instrument !== instrument || opened.doc !== saved.doc) {
    form = open();
    setOpened({ instrument, doc: saved.doc, form });
  }

  function open(): FormDocument {
    const read = (path: string) => editableValueAt(saved, path, field.session.device).value;
    const made = openForm(
      instrument,
      createFormEnvironment(field.session),
      readAnswerChanges(shape, answerRegisterPaths(saved), read),
    );
    if (!made.ok) return { kind: 'broken', problems: made.refusal };
    const session = new FormSession(made.value, instrument);
    session.setLanguage(initialFormLanguage(instrument, language));
    const parts = {
      session,
      shape,
      device: field.session.device,
      write,
      beginUnsaved: unsaved.begin,
      newId: v7,
      onTextResult,
    };
    return { kind: 'open', session, writer: new AnswerWriter(parts, saved) };
  }

  const writer = form.kind === 'open' ? form.writer : null;
  useLayoutEffect(() => writer?.onStoreUpdate(saved), [writer, saved]);
  useEffect(() => {
    if (!writer) return undefined;
    const stop = onFlush(() => writer.flush());
    return () => {
      stop();
      void writer.flush();
    };
  }, [writer, onFlush]);
  return form;
}
