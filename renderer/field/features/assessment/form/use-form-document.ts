import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { v7 } from 'uuid';
import type { Document } from '#domain/document/document.ts';
import { editableValue } from '#domain/document/editable-value.ts';
import type { LogId } from '#domain/ids.ts';
import { changesAt } from '#domain/instrument/form/answer-registers.ts';
import { shapeOf } from '#domain/instrument/form/form-shape.ts';
import { openForm } from '#domain/instrument/form/open-form.ts';
import type { Diagnostic } from '#domain/instrument/import/diagnostic.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useWrite } from '#renderer/field/app/use-write.ts';
import { formEnvironment } from '#renderer/field/app/form-environment.ts';
import { firstLanguage } from '#renderer/form/form-language.ts';
import { FormSession } from '#renderer/form/form-session.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { AnswerWriter, answerPaths } from './answer-writer.ts';

/** A form that is open over a document, or why it cannot be. */
export type FormDocument =
  | { readonly kind: 'open'; readonly session: FormSession; readonly writer: AnswerWriter }
  | { readonly kind: 'broken'; readonly problems: readonly Diagnostic[] };

/** The form of one document: opened once, then kept up to date in both directions. `saved`: as the store has it. */
export function useFormDocument(log: LogId, saved: Document, instrument: Instrument): FormDocument {
  const field = useField();
  const { onFlush, unsaved } = field;
  const write = useWrite(log);
  const language = useLanguage();
  const shape = useMemo(() => shapeOf(instrument), [instrument]);
  const [opened, setOpened] = useState(() => ({ instrument, doc: saved.doc, form: open() }));
  let { form } = opened;
  if (opened.instrument !== instrument || opened.doc !== saved.doc) {
    form = open();
    setOpened({ instrument, doc: saved.doc, form });
  }

  function open(): FormDocument {
    const read = (path: string) => editableValue(saved, path, field.session.device).value;
    const made = openForm(
      instrument,
      formEnvironment(field.session),
      changesAt(shape, answerPaths(saved), read),
    );
    if (!made.ok) return { kind: 'broken', problems: made.refusal };
    const session = new FormSession(made.value, instrument);
    session.setLanguage(firstLanguage(instrument, language));
    const parts = {
      session,
      shape,
      device: field.session.device,
      write,
      beginUnsaved: unsaved.begin,
      newId: v7,
    };
    return { kind: 'open', session, writer: new AnswerWriter(parts, saved) };
  }

  const writer = form.kind === 'open' ? form.writer : null;
  useLayoutEffect(() => writer?.show(saved), [writer, saved]);
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
