import { FolderSearch, NotebookPen, Plus } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import { confidenceOfEvidence, type EvidenceStrength } from '#domain/assessment/assessment.ts';
import { evidenceCeilingOf } from '#domain/scoring/score.ts';
import { useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, KeyHint, PageSection, Pill } from '#renderer/ui';
import { type EvidenceEntry, type EvidenceEntryHandlers, EvidenceEntryView } from './evidence-entry-view.tsx';

interface QuestionEvidenceViewProps {
  readonly question: string;
  readonly prompt: string;
  readonly items: readonly EvidenceEntry[];
  /** The strongest of them; E0 when there is none. */
  readonly strength: EvidenceStrength;
  readonly hrefOf: (question: string) => string;
  /** Absent where nothing may be changed. */
  readonly acts?:
    | (EvidenceEntryHandlers & {
        readonly onAdd: (question: string) => void;
        readonly onUse: (question: string) => void;
      })
    | undefined;
  /** Pieces of the record that could support this question too. */
  readonly usable: number;
  /** Begin an interview note for this question. */
  readonly onAddNote?: (() => void) | undefined;
}

/** Evidence of the question in focus, and the sources to look for. */
export const QuestionEvidenceView = memo(function QuestionEvidenceView(
  props: QuestionEvidenceViewProps,
): ReactElement {
  const { question, prompt, items, strength: bestEvidenceStrength, hrefOf, acts, usable, onAddNote } = props;
  const translate = useTranslate();
  return (
    <PageSection
      kind="side"
      title={translate('assessment.evidence.title', { question })}
      action={
        <Pill
          text={translate('value.confidence.labelled', {
            confidence: translate(valueLabels.confidence[confidenceOfEvidence(bestEvidenceStrength)]),
          })}
        />
      }
    >
      <p className="assess-ceiling">
        {translate('assessment.evidence.ceiling', {
          level: evidenceCeilingOf(bestEvidenceStrength),
          has: items.length === 0 ? 'none' : bestEvidenceStrength,
        })}
      </p>
      {items.map((evidenceEntry) => (
        <EvidenceEntryView
          key={evidenceEntry.key}
          entry={evidenceEntry}
          question={question}
          hrefOf={hrefOf}
          acts={acts}
        />
      ))}
      <p className="assess-prompt">
        {translate(items.length === 0 ? 'assessment.evidence.none' : 'assessment.evidence.prompt', {
          prompt,
        })}
      </p>
      {acts && (
        <div className="assess-keep">
          <Button icon={Plus} onPress={() => acts.onAdd(question)}>
            {translate('assessment.evidence.add')}
          </Button>
          <KeyHint keys="Alt A" />
        </div>
      )}
      {acts && usable > 0 && (
        <div className="assess-keep">
          <Button icon={FolderSearch} onPress={() => acts.onUse(question)}>
            {translate('evidence.use', { count: usable })}
          </Button>
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
});
