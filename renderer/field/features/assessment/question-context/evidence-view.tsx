import { NotebookPen, Plus } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { confidenceOfEvidence, EvidenceKind, EvidenceStrength } from '#domain/assessment/assessment.ts';
import type { EvidenceItem } from '#domain/assessment/read-answer.ts';
import { Confidentiality } from '#domain/assessment/finding.ts';
import { evidenceCeilingOf } from '#domain/scoring/score.ts';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import {
  Button,
  DateField,
  FormDialog,
  KeyHint,
  ListEntry,
  PageSection,
  Pill,
  RadioRows,
  RelativeTime,
  Select,
  TextField,
} from '#renderer/ui';
import { localNoonMs } from '#renderer/field/parts/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';

/** Piece of evidence in editing. */
export interface EvidenceDraft {
  readonly title: string;
  readonly date: string | null;
  readonly holder: string;
  readonly kind: EvidenceKind;
  readonly strength: EvidenceStrength;
  readonly mark: Confidentiality;
}

interface AddEvidenceDialogViewProps {
  readonly question: string;
  readonly draft: EvidenceDraft;
  readonly isTitleMissing: boolean;
  readonly problem: Message | null;
  /** Personal data found in the title and the holder. */
  readonly hits: { readonly title: ReactNode; readonly holder: ReactNode };
  readonly onChange: (draft: EvidenceDraft) => void;
  readonly onAdd: () => void;
  readonly onClose: () => void;
}

/** Dialog that describes evidence: title, kind and strength. */
export function AddEvidenceDialogView(props: AddEvidenceDialogViewProps): ReactElement {
  const { question, draft, isTitleMissing, problem, hits, onChange, onAdd, onClose } = props;
  const translate = useTranslate();
  return (
    <FormDialog
      title={translate('assessment.evidence.addTitle', { question })}
      act={translate('assessment.evidence.add')}
      problem={problem && translate(problem)}
      onAct={onAdd}
      onClose={onClose}
    >
      <TextField
        label={translate('assessment.evidence.what')}
        description={translate('assessment.evidence.what.help')}
        value={draft.title}
        onChange={(title) => onChange({ ...draft, title })}
        problem={isTitleMissing ? translate('assessment.evidence.what.missing') : undefined}
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
          options={EvidenceKind.options.map((kind) => ({
            id: kind,
            label: translate(valueLabels.evidenceKind[kind]),
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
      <RadioRows
        label={translate('path.evidence.strength')}
        rows={EvidenceStrength.options.map((strength) => ({
          value: strength,
          text: `${strength} · ${translate(valueLabels.evidenceStrength[strength])}`,
          description: translate('assessment.evidence.carries', { level: evidenceCeilingOf(strength) }),
        }))}
        value={draft.strength}
        onChange={(strength) => onChange({ ...draft, strength })}
      />
    </FormDialog>
  );
}

/** Piece of evidence with its writer and time. */
export interface EvidenceWithWriter extends EvidenceItem {
  readonly who: string;
  readonly atMs: number;
}

interface QuestionEvidenceViewProps {
  readonly question: string;
  readonly prompt: string;
  readonly items: readonly EvidenceWithWriter[];
  /** The strongest of them; E0 when there is none. */
  readonly strength: EvidenceStrength;
  /** Absent where nothing may be changed. */
  readonly onAdd?: (() => void) | undefined;
  readonly onRemove?: ((id: string) => void) | undefined;
  /** Set the confidentiality of a piece of evidence. */
  readonly onMark?: ((id: string, mark: Confidentiality) => void) | undefined;
  /** Begin an interview note for this question. */
  readonly onAddNote?: (() => void) | undefined;
}

/** Evidence of the question in focus, and the sources to look for. */
export function QuestionEvidenceView(props: QuestionEvidenceViewProps): ReactElement {
  const { question, prompt, items, strength: best, onAdd, onRemove, onMark, onAddNote } = props;
  const translate = useTranslate();
  const format = useFormat();
  return (
    <PageSection
      kind="side"
      title={translate('assessment.evidence.title', { question })}
      action={
        <Pill
          text={translate('value.confidence.labelled', {
            confidence: translate(valueLabels.confidence[confidenceOfEvidence(best)]),
          })}
        />
      }
    >
      <p className="assess-ceiling">
        {translate('assessment.evidence.ceiling', {
          level: evidenceCeilingOf(best),
          has: items.length === 0 ? 'none' : best,
        })}
      </p>
      {items.map(({ id, title, date, holder, kind, strength, mark, who, atMs }) => (
        <ListEntry
          key={id}
          isBoxed
          lead={
            <b className="assess-strength" title={translate(valueLabels.evidenceStrength[strength])}>
              {strength}
            </b>
          }
          meta={
            <>
              {translate(valueLabels.evidenceKind[kind])}
              {date !== null && ` · ${format.date(localNoonMs(date))}`}
              {holder !== '' && (
                <>
                  {' · '}
                  <bdi>{holder}</bdi>
                </>
              )}
              {' · '}
              {mark !== 'C' && <>{translate(valueLabels.confidentiality[mark])} · </>}
              <bdi>{who}</bdi> · <RelativeTime atMs={atMs} show="moment" />
            </>
          }
          action={
            <>
              {onMark && (
                <Button
                  kind="quiet"
                  label={translate(
                    mark === 'SC' ? 'assessment.evidence.unmarkLabel' : 'assessment.evidence.markLabel',
                    { title },
                  )}
                  onPress={() => onMark(id, mark === 'SC' ? 'C' : 'SC')}
                >
                  {translate(mark === 'SC' ? 'assessment.evidence.unmark' : 'assessment.evidence.mark')}
                </Button>
              )}
              {onRemove && (
                <Button
                  kind="quiet"
                  label={translate('assessment.evidence.removeLabel', { title })}
                  onPress={() => onRemove(id)}
                >
                  {translate('assessment.evidence.remove')}
                </Button>
              )}
            </>
          }
        >
          {title}
        </ListEntry>
      ))}
      <p className="assess-prompt">
        {translate(items.length === 0 ? 'assessment.evidence.none' : 'assessment.evidence.prompt', {
          prompt,
        })}
      </p>
      {onAdd && (
        <div className="assess-keep">
          <Button icon={Plus} onPress={onAdd}>
            {translate('assessment.evidence.add')}
          </Button>
          <KeyHint keys="A" />
        </div>
      )}
      {onAddNote && (
        <div className="assess-keep">
          <Button icon={NotebookPen} onPress={onAddNote}>
            {translate('note.begin')}
          </Button>
        </div>
      )}
    </PageSection>
  );
}
