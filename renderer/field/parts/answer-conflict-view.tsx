import { PenLine } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { type AnswerSide, contestedEvidenceIds } from '#domain/assessment/answer-conflict.ts';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button, Form, FormActs, KeyHint, RadioRows, TextArea } from '#renderer/ui';
import { type AnswerSidesProps, AnswerSidesView, answerSideName } from './answer-sides-view.tsx';

/** Answer in writing, in place of those that are there. */
export interface AnswerDraft {
  readonly choice: AnswerDraftChoice | null;
  readonly rationale: string;
}
export type AnswerDraftChoice = '1' | '2' | '3' | '4' | '5' | 'na' | 'ne' | 'declined';

/** Acts of a person on a contested answer. */
interface AnswerConflictHandlers {
  readonly onKeep: (answerSide: AnswerSide) => void;
  readonly onWrite: () => void;
  readonly onDraft: (answerDraft: AnswerDraft) => void;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}

interface AnswerConflictViewProps extends AnswerSidesProps {
  /** Level that the dimension would have with each side; empty where it does not differ. */
  readonly effects: readonly (number | null)[];
  /** Null while no other answer is written. */
  readonly draft: AnswerDraft | null;
  /** Personal data found in the text of the draft. */
  readonly hits: ReactNode;
  readonly problem: Message | null;
  readonly acts: AnswerConflictHandlers;
}

/** Whole answers of several people to one question, side by side, and the one decision between them. */
export function AnswerConflictView(props: AnswerConflictViewProps): ReactElement {
  const { conflict, isReadOnly, draft, problem, kept, effects } = props;
  const translate = useTranslate();
  const format = useFormat();
  const { question } = conflict;
  const hasEvidence = contestedEvidenceIds(conflict).length > 0;
  return (
    <div className="ac">
      <AnswerSidesView {...props} />
      {isReadOnly ? (
        <p className="ac-note">{translate('conflict.readOnly')}</p>
      ) : (
        <>
          {draft === null && (hasEvidence || effects.length > 0) && (
            <p className="ac-note">
              {hasEvidence && translate('conflict.answer.evidenceKept', { count: kept.size })}{' '}
              {effects.length > 0 &&
                translate('conflict.answer.effect', {
                  dimension: question.split('.')[0] ?? question,
                  levels: format.list(
                    effects.map((level) =>
                      level === null ? translate('ui.level.none') : translate('ui.level.label', { level }),
                    ),
                  ),
                })}
            </p>
          )}
          {draft === null ? <DecisionButtons {...props} /> : <AnswerDraftForm {...props} draft={draft} />}
        </>
      )}
      {draft === null && problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
    </div>
  );
}

function DecisionButtons({ conflict, writerOf, acts }: AnswerConflictViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <div className="ac-acts">
      {conflict.sides.map((answerSide, at) => {
        const isOwn = answerSide.writers.some(({ device }) => writerOf(device).isThisLaptop);
        const who = answerSideName(answerSide, writerOf, translate, format.list);
        return (
          <Button
            key={answerSide.key}
            kind={at === 0 && isOwn ? 'primary' : undefined}
            onPress={() => acts.onKeep(answerSide)}
          >
            {isOwn ? translate('conflict.answer.keepMine') : translate('conflict.answer.keepTheirs', { who })}{' '}
            <KeyHint keys={`${at + 1}`} isDecorative />
          </Button>
        );
      })}
      <Button icon={PenLine} onPress={acts.onWrite}>
        {translate('conflict.write')} <KeyHint keys="Alt W" isDecorative />
      </Button>
    </div>
  );
}

const chipLevels = [1, 2, 3, 4, 5] as const;
const otherChoices = ['na', 'ne', 'declined'] as const;

function AnswerDraftForm(props: AnswerConflictViewProps & { readonly draft: AnswerDraft }): ReactElement {
  const { draft, indicator, problem, hits, acts, conflict } = props;
  const translate = useTranslate();
  return (
    <Form
      name={`conflict ${conflict.question}`}
      className="ac-draft"
      label={translate('conflict.write')}
      onSubmit={acts.onSave}
    >
      <RadioRows<AnswerDraftChoice>
        label={translate('conflict.answer.level', { question: conflict.question })}
        rows={chipLevels.map((maturityLevel) => ({
          value: `${maturityLevel}` as const,
          level: maturityLevel,
          text: indicator?.levels[maturityLevel - 1] ?? translate('ui.level.label', { level: maturityLevel }),
        }))}
        others={otherChoices.map((value) => ({ value, text: translate(valueLabels.answerStatus[value]) }))}
        value={draft.choice}
        onChange={(choice) => acts.onDraft({ ...draft, choice })}
        problem={problem ? translate(problem) : undefined}
      />
      <TextArea
        label={translate('path.rationale')}
        draft={{ of: 'form', name: `conflict ${conflict.question}` }}
        value={draft.rationale}
        onChange={(rationale) => acts.onDraft({ ...draft, rationale })}
        maxLength={20_000}
        rows={4}
      />
      {hits}
      <FormActs className="ac-acts">
        <Button kind="primary" type="submit">
          {translate('conflict.save')}
        </Button>
        <KeyHint keys="Ctrl Enter" />
        <Button onPress={acts.onCancel}>{translate('ui.cancel')}</Button>
      </FormActs>
    </Form>
  );
}
