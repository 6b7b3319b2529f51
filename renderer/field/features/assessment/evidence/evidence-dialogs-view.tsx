import type { ReactElement, ReactNode } from 'react';
import { EvidenceKind, EvidenceStrength } from '#domain/assessment/assessment.ts';
import type { EvidenceContent } from '#domain/assessment/evidence-library.ts';
import { Confidentiality } from '#domain/assessment/finding.ts';
import { evidenceCeilingOf } from '#domain/scoring/score.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  CheckRows,
  DateField,
  FormDialog,
  type FormSubmission,
  LongSelect,
  RadioRows,
  Select,
  TextField,
} from '#renderer/ui';

/** Piece of evidence in writing, with the questions that it is to support. */
export interface EvidenceDraft extends EvidenceContent {
  readonly questions: readonly string[];
}

/** Question that evidence can support. */
export interface EvidenceQuestion {
  readonly id: string;
  readonly label: string;
}

interface EvidenceDialogViewProps {
  /** Null for a piece that is in the record already. */
  readonly question: string | null;
  readonly isNew: boolean;
  readonly draft: EvidenceDraft;
  readonly questions: readonly EvidenceQuestion[];
  /** Missing parts, said once the person tried to save. */
  readonly missing: { readonly title: boolean; readonly questions: boolean };
  readonly problem: Message | null;
  /** Personal data found in the title and the holder. */
  readonly hits: { readonly title: ReactNode; readonly holder: ReactNode };
  readonly onChange: (evidenceDraft: EvidenceDraft) => void;
  readonly onSave: FormSubmission;
  readonly onClose: () => void;
}

/** Dialog that describes a piece of evidence: title, kind, strength, source, and the questions that it supports. */
export function EvidenceDialogView(props: EvidenceDialogViewProps): ReactElement {
  const { question, isNew, draft, questions, missing, problem, hits, onChange, onSave, onClose } = props;
  const translate = useTranslate();
  return (
    <FormDialog
      title={
        question === null
          ? translate(isNew ? 'evidence.dialog.add' : 'evidence.dialog.edit')
          : translate('assessment.evidence.addTitle', { question })
      }
      act={translate(isNew ? 'assessment.evidence.add' : 'ui.save')}
      problem={problem && translate(problem)}
      onAct={onSave}
      onClose={onClose}
    >
      <TextField
        label={translate('assessment.evidence.what')}
        description={translate('assessment.evidence.what.help')}
        value={draft.title}
        onChange={(title) => onChange({ ...draft, title })}
        problem={missing.title ? translate('assessment.evidence.what.missing') : undefined}
        maxLength={400}
        autoFocus
      />
      {hits.title}
      <div className="assess-pair">
        <DateField
          label={translate('path.evidence.date')}
          value={draft.date}
          onChange={(date) => onChange({ ...draft, date })}
        />
        <TextField
          label={translate('path.evidence.holder')}
          description={translate('assessment.evidence.holder.help')}
          value={draft.holder}
          onChange={(holder) => onChange({ ...draft, holder })}
          maxLength={400}
        />
      </div>
      {hits.holder}
      <div className="assess-pair">
        <Select
          label={translate('path.evidence.kind')}
          options={EvidenceKind.options.map((evidenceKind) => ({
            id: evidenceKind,
            label: translate(valueLabels.evidenceKind[evidenceKind]),
          }))}
          value={draft.kind}
          onChange={(kind) => onChange({ ...draft, kind })}
        />
        <Select
          label={translate('path.confidentiality')}
          description={translate('assessment.evidence.mark.help')}
          options={Confidentiality.options.map((mark) => ({
            id: mark,
            label: translate(valueLabels.confidentiality[mark]),
          }))}
          value={draft.mark}
          onChange={(mark) => onChange({ ...draft, mark })}
        />
      </div>
      <LongSelect
        label={translate('evidence.questions')}
        description={translate('evidence.questions.help')}
        options={questions}
        value={draft.questions}
        onChange={(chosen) => onChange({ ...draft, questions: chosen })}
        problem={missing.questions ? translate('evidence.questions.missing') : undefined}
        isMultiple
      />
      <RadioRows
        label={translate('path.evidence.strength')}
        description={translate('evidence.strength.help')}
        rows={EvidenceStrength.options.map((evidenceStrength) => ({
          value: evidenceStrength,
          text: `${evidenceStrength} · ${translate(valueLabels.evidenceStrength[evidenceStrength])}`,
          description: translate('assessment.evidence.carries', {
            level: evidenceCeilingOf(evidenceStrength),
          }),
        }))}
        value={draft.strength}
        onChange={(strength) => onChange({ ...draft, strength })}
      />
    </FormDialog>
  );
}

interface UseEvidenceDialogViewProps {
  readonly question: string;
  /** Pieces that do not support the question yet. */
  readonly pieces: readonly { readonly key: string; readonly text: string }[];
  readonly chosen: readonly string[];
  readonly problem: Message | null;
  readonly onChoose: (keys: readonly string[]) => void;
  readonly onUse: () => void;
  readonly onClose: () => void;
}

/** Dialog that lets recorded evidence support one more question. */
export function UseEvidenceDialogView(props: UseEvidenceDialogViewProps): ReactElement {
  const { question, pieces, chosen, problem, onChoose, onUse, onClose } = props;
  const translate = useTranslate();
  return (
    <FormDialog
      title={translate('evidence.use.title', { question })}
      act={translate('evidence.use.act', { count: chosen.length })}
      problem={problem && translate(problem)}
      onAct={onUse}
      onClose={onClose}
    >
      <CheckRows
        label={translate('evidence.use.label')}
        rows={pieces.map(({ key, text }) => ({ value: key, text }))}
        value={chosen}
        onChange={onChoose}
      />
    </FormDialog>
  );
}
