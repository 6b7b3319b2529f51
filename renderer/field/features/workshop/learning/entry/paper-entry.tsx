import { type ReactElement, useRef, useState } from 'react';
import { v4 } from 'uuid';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import type { EnteredSheet } from '#domain/workshop/learning/answer-entry.ts';
import { isTestPhase, type QuestionSet, questionnaires } from '#domain/workshop/learning/questionnaire.ts';
import { pairingKeyOf } from '#domain/workshop/learning/test-results.ts';
import { readTestSheets } from '#domain/workshop/learning/test-sheets.ts';
import { type Message, useLanguage, useTranslate } from '#renderer/i18n';
import { Banner, Button, PageSection, TextField } from '#renderer/ui';
import {
  emptyPaperRow,
  markPaperRowSaved,
  PaperEntryView,
  type PaperRow,
  readPaperRow,
  setPaperCell,
} from './paper-entry-view.tsx';
import { entryFormOf, useEntrySave } from './use-entry-save.ts';

interface PaperEntryProps {
  readonly log: LogId;
  readonly workshop: Document;
  readonly set: QuestionSet;
  readonly onClose: () => void;
}

/** Entry of answers from paper. Each row is saved when the person leaves it. */
export function PaperEntry({ log, workshop, set, onClose }: PaperEntryProps): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const [entryForm] = useState(() => entryFormOf(workshop, set));
  const [paperRows, setRows] = useState<readonly PaperRow[]>(() => [emptyPaperRow(v4(), entryForm)]);
  const [current, setCurrent] = useState<string | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const saving = useRef(new Map<string, Promise<boolean>>());
  const save = useEntrySave(log, workshop, set, 'paper');

  const change = (id: string, next: (paperRow: PaperRow) => PaperRow): void =>
    setRows((all) => {
      const changedPaperRows = all.map((row) => (row.id === id ? next(row) : row));
      const lastPaperRow = changedPaperRows.at(-1);
      const isLastUsed =
        lastPaperRow !== undefined && readPaperRow(entryForm, lastPaperRow).state !== 'empty';
      return isLastUsed ? [...changedPaperRows, emptyPaperRow(v4(), entryForm)] : changedPaperRows;
    });
  const saveRow = async (paperRow: PaperRow, enteredSheet: EnteredSheet): Promise<boolean> => {
    const revision = paperRow.revision === 0 ? undefined : paperRow.revision;
    const refusal = await save([
      { ...enteredSheet, id: paperRow.id, texts: filledTextsOf(paperRow), revision },
    ]);
    saving.current.delete(paperRow.id);
    setProblem(refusal);
    // What was typed meanwhile stays unsaved: the mark is for the row as it was sent.
    if (refusal === null) {
      const { saved, revision: next } = markPaperRowSaved(paperRow);
      change(paperRow.id, (now) => ({ ...now, saved, revision: next }));
    }
    return refusal === null;
  };
  /** Save a row that can be saved. The answer is whether nothing of it is unsaved. */
  const endRow = async (id: string): Promise<boolean> => {
    const paperRow = paperRows.find((one) => one.id === id);
    const read = paperRow && readPaperRow(entryForm, paperRow);
    const running = saving.current.get(id);
    if (running !== undefined) return running;
    if (paperRow === undefined || read?.state !== 'typing' || read.sheet === null)
      return read?.state !== 'wrong';
    const work = saveRow(paperRow, read.sheet);
    saving.current.set(id, work);
    return work;
  };
  const leave = async (): Promise<void> => {
    const ends = await Promise.all(paperRows.map(({ id }) => endRow(id)));
    if (ends.every(Boolean)) onClose();
    else setLeaving(true);
  };
  const unsaved = paperRows.flatMap((paperRow, at) =>
    ['wrong', 'typing'].includes(readPaperRow(entryForm, paperRow).state) ? [at + 1] : [],
  );
  const isUsed = (code: string, id: string): boolean => {
    const key = pairingKeyOf(code);
    return (
      paperRows.some((row) => row.id !== id && pairingKeyOf(row.code) === key) ||
      readTestSheets(workshop).some(
        (testSheet) => testSheet.phase === set && testSheet.id !== id && pairingKeyOf(testSheet.code) === key,
      )
    );
  };
  const shownPaperRow = paperRows.find((row) => row.id === current);
  const questions = isTestPhase(set) ? [] : questionnaires[set].questions;
  return (
    <PageSection
      title={translate(`learning.entry.title.${set}`)}
      description={translate('learning.entry.text')}
      action={
        <Button kind="primary" onPress={() => void leave()}>
          {translate('learning.entry.done')}
        </Button>
      }
    >
      {isLeaving && unsaved.length > 0 && (
        <Banner
          meaning="wait"
          isAnnounced
          title={translate('learning.entry.unsaved', { count: unsaved.length })}
          actions={<Button onPress={onClose}>{translate('learning.entry.unsaved.leave')}</Button>}
        >
          {translate('learning.entry.unsaved.text', { rows: unsaved.join(', ') })}
        </Banner>
      )}
      <PaperEntryView
        label={translate(`learning.entry.title.${set}`)}
        form={entryForm}
        rows={paperRows}
        isUsed={isUsed}
        problem={problem}
        onCell={(id, column, text) => change(id, (row) => setPaperCell(row, column, text))}
        onRowEnd={(id) => void endRow(id)}
        onFocusRow={setCurrent}
      />
      {shownPaperRow !== undefined && questions.length > 0 && (
        <PageSection
          kind="side"
          title={translate('learning.entry.texts', { row: paperRows.indexOf(shownPaperRow) + 1 })}
        >
          {questions.map(({ id, text }) => (
            <TextField
              key={id}
              label={text[language]}
              value={shownPaperRow.texts[id] ?? ''}
              maxLength={5_000}
              // The field goes from row to row: a draft of one must not come into another.
              draft="none"
              onChange={(typed) =>
                change(shownPaperRow.id, (row) => ({ ...row, texts: { ...row.texts, [id]: typed } }))
              }
              onBlur={() => void endRow(shownPaperRow.id)}
            />
          ))}
        </PageSection>
      )}
    </PageSection>
  );
}

const filledTextsOf = ({ texts }: PaperRow): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
