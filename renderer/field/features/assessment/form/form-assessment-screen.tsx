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
  const formDocument = useFormDocument(log, open.queryResult.document, instrument);
  if (formDocument.kind === 'broken')
    return <UnopenedForm log={log} open={open} why={{ kind: 'broken', problems: formDocument.problems }} />;
  return (
    <FormAssessment
      key={open.document.doc}
      log={log}
      open={open}
      instrument={instrument}
      session={formDocument.session}
      writer={formDocument.writer}
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
  const { document, queryResult } = open;
  const facts = assessmentFactsOf(
    document,
    queryResult,
    writeModeOf(queryResult.roles, queryResult.document),
    true,
  );
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
 * @param savedDocument As stored.
 */
function useFormDocument(logId: LogId, savedDocument: Document, instrument: Instrument): FormDocument {
  const fieldServices = useFieldServices();
  const { onFlush, unsaved } = fieldServices;
  const fieldDrafts = useFieldDrafts();
  const onTextResult = (answerAddress: AnswerAddress, text: string, isSaved: boolean): void => {
    const draftAddress = { of: 'record', names: [`answers ${questionKeyOf(answerAddress)}`] } as const;
    if (isSaved) fieldDrafts?.forget(draftAddress);
    else fieldDrafts?.keep(draftAddress, { text, state: 'refused', excess: 0 });
  };
  const write = useWriteRegisters(logId);
  const language = useLanguage();
  const formShape = useMemo(() => formShapeOf(instrument), [instrument]);
  const [opened, setOpened] = useState(() => ({ instrument, doc: savedDocument.doc, form: open() }));
  let { form } = opened;
  if (opened.instrument !== instrument || opened.doc !== savedDocument.doc) {
    form = open();
    setOpened({ instrument, doc: savedDocument.doc, form });
  }

  function open(): FormDocument {
    const read = (path: string) => editableValueAt(savedDocument, path, fieldServices.session.device).value;
    const made = openForm(
      instrument,
      createFormEnvironment(fieldServices.session),
      readAnswerChanges(formShape, answerRegisterPaths(savedDocument), read),
    );
    if (!made.ok) return { kind: 'broken', problems: made.refusal };
    const formSession = new FormSession(made.value, instrument);
    formSession.setLanguage(initialFormLanguage(instrument, language));
    const parts = {
      session: formSession,
      shape: formShape,
      device: fieldServices.session.device,
      write,
      beginUnsaved: unsaved.begin,
      newId: v7,
      onTextResult,
    };
    return { kind: 'open', session: formSession, writer: new AnswerWriter(parts, savedDocument) };
  }

  const answerWriter = form.kind === 'open' ? form.writer : null;
  useLayoutEffect(() => answerWriter?.onStoreUpdate(savedDocument), [answerWriter, savedDocument]);
  useEffect(() => {
    if (!answerWriter) return undefined;
    const stop = onFlush(() => answerWriter.flush());
    return () => {
      stop();
      void answerWriter.flush();
    };
  }, [answerWriter, onFlush]);
  return form;
}
