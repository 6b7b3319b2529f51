import type { ReactElement, ReactNode } from 'react';
import { EvidenceKind, EvidenceStrength } from '#domain/assessment/assessment.ts';
import { Mark } from '#domain/assessment/finding.ts';
import { ceilingOf } from '#domain/instrument/score.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { DateField } from '#renderer/ui/date-field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { RadioRows } from '#renderer/ui/radio-rows.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { markKeys } from '#renderer/words/finding-words.ts';
import { kindKey, strengthKey } from '#renderer/field/parts/evidence-words.ts';

/** A piece of evidence as it is being described. */
export interface EvidenceDraft {
  readonly title: string;
  readonly date: string | null;
  readonly holder: string;
  readonly kind: EvidenceKind;
  readonly strength: EvidenceStrength;
  readonly mark: Mark;
}

interface AddEvidenceViewProps {
  readonly question: string;
  readonly draft: EvidenceDraft;
  readonly isTitleMissing: boolean;
  readonly problem: Message | null;
  /** What may name a person in the title, and in who holds it. */
  readonly hits: { readonly title: ReactNode; readonly holder: ReactNode };
  readonly onChange: (draft: EvidenceDraft) => void;
  readonly onAdd: () => void;
  readonly onClose: () => void;
}

/** What it is, of what kind, and how much it carries. */
export function AddEvidenceView(props: AddEvidenceViewProps): ReactElement {
  const { question, draft, isTitleMissing, problem, hits, onChange, onAdd, onClose } = props;
  const say = useSay();
  return (
    <FormDialog
      title={say('assessment.evidence.addTitle', { question })}
      act={say('assessment.evidence.add')}
      problem={problem && say(problem)}
      onAct={onAdd}
      onClose={onClose}
    >
      <TextField
        label={say('assessment.evidence.what')}
        description={say('assessment.evidence.what.help')}
        value={draft.title}
        onChange={(title) => onChange({ ...draft, title })}
        problem={isTitleMissing ? say('assessment.evidence.what.missing') : undefined}
        maxLength={400}
        autoFocus
      />
      {hits.title}
      <div className="assess-pair">
        <DateField
          label={say('register.evidence.date')}
          value={draft.date}
          onChange={(date) => onChange({ ...draft, date })}
        />
        <TextField
          label={say('register.evidence.holder')}
          description={say('assessment.evidence.holder.help')}
          value={draft.holder}
          onChange={(holder) => onChange({ ...draft, holder })}
          maxLength={400}
        />
      </div>
      {hits.holder}
      <div className="assess-pair">
        <Select
          label={say('assessment.evidence.kind')}
          options={EvidenceKind.options.map((kind) => ({ id: kind, label: say(kindKey(kind)) }))}
          value={draft.kind}
          onChange={(kind) => onChange({ ...draft, kind })}
        />
        <Select
          label={say('register.finding.mark')}
          description={say('assessment.evidence.mark.help')}
          options={Mark.options.map((mark) => ({ id: mark, label: say(markKeys[mark]) }))}
          value={draft.mark}
          onChange={(mark) => onChange({ ...draft, mark })}
        />
      </div>
      <RadioRows
        label={say('assessment.evidence.strength')}
        rows={EvidenceStrength.options.map((strength) => ({
          value: strength,
          text: `${strength} · ${say(strengthKey(strength))}`,
          description: say('assessment.evidence.carries', { level: ceilingOf(strength) }),
        }))}
        value={draft.strength}
        onChange={(strength) => onChange({ ...draft, strength })}
      />
    </FormDialog>
  );
}
