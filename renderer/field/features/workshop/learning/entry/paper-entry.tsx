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
  const [form] = useState(() => entryFormOf(workshop, set));
  const [rows, setRows] = useState<readonly PaperRow[]>(() => [emptyPaperRow(v4(), form)]);
  const [current, setCurrent] = useState<string | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const saving = useRef(new Map<string, Promise<boolean>>());
  const save = useEntrySave(log, workshop, set, 'paper');

  const change = (id: string, next: (row: PaperRow) => PaperRow): void =>
    setRows((all) => {
      const changed = all.map((row) => (row.id === id ? next(row) : row));
      const last = changed.at(-1);
      const isLastUsed = last !== undefined && readPaperRow(form, last).state !== 'empty';
      return isLastUsed ? [...changed, emptyPaperRow(v4(), form)] : changed;
    });
  const saveRow = async (row: PaperRow, sheet: EnteredSheet): Promise<boolean> => {
    const revision = row.revision === 0 ? undefined : row.revision;
    const refusal = await save([{ ...sheet, id: row.id, texts: filledTextsOf(row), revision }]);
    saving.current.delete(row.id);
    setProblem(refusal);
    // What was typed meanwhile stays unsaved: the mark is for the row as it was sent.
    if (refusal === null) {
      const { saved, revision: next } = markPaperRowSaved(row);
      change(row.id, (now) => ({ ...now, saved, revision: next }));
    }
    return refusal === null;
  };
  /** Save a row that can be saved. The answer is whether nothing of it is unsaved. */
  const endRow = async (id: string): Promise<boolean> => {
    const row = rows.find((one) => one.id === id);
    const read = row && readPaperRow(form, row);
    const running = saving.current.get(id);
    if (running !== undefined) return running;
    if (row === undefined || read?.state !== 'typing' || read.sheet === null) return read?.state !== 'wrong';
    const work = saveRow(row, read.sheet);
    saving.current.set(id, work);
    return work;
  };
  const leave = async (): Promise<void> => {
    const ends = await Promise.all(rows.map(({ id }) => endRow(id)));
    if (ends.every(Boolean)) onClose();
    else setLeaving(true);
  };
  const unsaved = rows.flatMap((row, at) =>
    ['wrong', 'typing'].includes(readPaperRow(form, row).state) ? [at + 1] : [],
  );
  const isUsed = (code: string, id: string): boolean => {
    const key = pairingKeyOf(code);
    return (
      rows.some((row) => row.id !== id && pairingKeyOf(row.code) === key) ||
      readTestSheets(workshop).some(
        (sheet) => sheet.phase === set && sheet.id !== id && pairingKeyOf(sheet.code) === key,
      )
    );
  };
  const shown = rows.find((row) => row.id === current);
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
        form={form}
        rows={rows}
        isUsed={isUsed}
        problem={problem}
        onCell={(id, column, text) => change(id, (row) => setPaperCell(row, column, text))}
        onRowEnd={(id) => void endRow(id)}
        onFocusRow={setCurrent}
      />
      {shown !== undefined && questions.length > 0 && (
        <PageSection kind="side" title={translate('learning.entry.texts', { row: rows.indexOf(shown) + 1 })}>
          {questions.map(({ id, text }) => (
            <TextField
              key={id}
              label={text[language]}
              value={shown.texts[id] ?? ''}
              maxLength={5_000}
              // The field goes from row to row: a draft of one must not come into another.
              draft="none"
              onChange={(typed) =>
                change(shown.id, (row) => ({ ...row, texts: { ...row.texts, [id]: typed } }))
              }
              onBlur={() => void endRow(shown.id)}
            />
          ))}
        </PageSection>
      )}
    </PageSection>
  );
}

const filledTextsOf = ({ texts }: PaperRow): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
