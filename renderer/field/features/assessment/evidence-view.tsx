import { NotebookPen, Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { type Confidence, confidenceOf, type EvidenceStrength } from '#domain/assessment/assessment.ts';
import type { EvidenceItem } from '#domain/assessment/read-answer.ts';
import type { Mark } from '#domain/assessment/finding.ts';
import { ceilingOf } from '#domain/instrument/score.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Entry } from '#renderer/ui/entry.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { markKeys } from '#renderer/words/finding-words.ts';
import { dayMs } from '#renderer/field/parts/days.ts';
import { kindKey, strengthKey } from '#renderer/field/parts/evidence-words.ts';

/** A piece of evidence with who noted it and when. */
export interface ShownEvidence extends EvidenceItem {
  readonly who: string;
  readonly atMs: number;
}

interface EvidenceViewProps {
  readonly question: string;
  readonly prompt: string;
  readonly items: readonly ShownEvidence[];
  /** The strongest of them; E0 when there is none. */
  readonly strength: EvidenceStrength;
  /** Absent where nothing may be changed. */
  readonly onAdd?: (() => void) | undefined;
  readonly onRemove?: ((id: string) => void) | undefined;
  /** Sets how a piece of evidence is to be handled. */
  readonly onMark?: ((id: string, mark: Mark) => void) | undefined;
  /** Begins an interview note for this question. */
  readonly onAddNote?: (() => void) | undefined;
}

const confidenceKey: Readonly<Record<Confidence, MessageKey>> = {
  low: 'assessment.confidence.low',
  medium: 'assessment.confidence.medium',
  high: 'assessment.confidence.high',
};

/** What supports the rating of the question in focus, and what to look for. */
export function EvidenceView(props: EvidenceViewProps): ReactElement {
  const { question, prompt, items, strength: best, onAdd, onRemove, onMark, onAddNote } = props;
  const say = useSay();
  const format = useFormat();
  return (
    <Section
      kind="side"
      title={say('assessment.evidence.title', { question })}
      action={<Pill text={say(confidenceKey[confidenceOf(best)])} />}
    >
      <p className="assess-ceiling">
        {say('assessment.evidence.ceiling', {
          level: ceilingOf(best),
          has: items.length === 0 ? 'none' : best,
        })}
      </p>
      {items.map(({ id, title, date, holder, kind, strength, mark, who, atMs }) => (
        <Entry
          key={id}
          isBoxed
          lead={
            <b className="assess-strength" title={say(strengthKey(strength))}>
              {strength}
            </b>
          }
          meta={
            <>
              {say(kindKey(kind))}
              {date !== null && ` · ${format.date(dayMs(date))}`}
              {holder !== '' && (
                <>
                  {' · '}
                  <bdi>{holder}</bdi>
                </>
              )}
              {' · '}
              {mark !== 'C' && <>{say(markKeys[mark])} · </>}
              <bdi>{who}</bdi> · <RelativeTime atMs={atMs} show="moment" />
            </>
          }
          action={
            <>
              {onMark && (
                <Button
                  kind="quiet"
                  label={say(
                    mark === 'SC' ? 'assessment.evidence.unmarkLabel' : 'assessment.evidence.markLabel',
                    { title },
                  )}
                  onPress={() => onMark(id, mark === 'SC' ? 'C' : 'SC')}
                >
                  {say(mark === 'SC' ? 'assessment.evidence.unmark' : 'assessment.evidence.mark')}
                </Button>
              )}
              {onRemove && (
                <Button
                  kind="quiet"
                  label={say('assessment.evidence.removeLabel', { title })}
                  onPress={() => onRemove(id)}
                >
                  {say('assessment.evidence.remove')}
                </Button>
              )}
            </>
          }
        >
          {title}
        </Entry>
      ))}
      <p className="assess-prompt">
        {say(items.length === 0 ? 'assessment.evidence.none' : 'assessment.evidence.prompt', { prompt })}
      </p>
      {onAdd && (
        <div className="assess-keep">
          <Button icon={Plus} onPress={onAdd}>
            {say('assessment.evidence.add')}
          </Button>
          <KeyHint keys="A" />
        </div>
      )}
      {onAddNote && (
        <div className="assess-keep">
          <Button icon={NotebookPen} onPress={onAddNote}>
            {say('note.begin')}
          </Button>
        </div>
      )}
    </Section>
  );
}
