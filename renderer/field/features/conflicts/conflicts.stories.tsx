import type { ReactElement } from 'react';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { AnswerConflictView, type AnswerDraft } from '#renderer/field/parts/answer-conflict-view.tsx';
import { type Message, useTranslate } from '#renderer/i18n';
import { Card, ScreenLayout } from '#renderer/ui';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import type { ConflictDecision } from './conflict-decisions.ts';
import { ConflictsView, type DecidedRow } from './conflicts-view.tsx';
import { joinConflictingTexts, mayWriteOtherValue } from './decision-card.tsx';
import { DecisionCardView, type DecisionHandlers } from './decision-card-view.tsx';
import { sampleAnswerConflict, sampleDecisions, sampleWriterOf } from './sample-decisions.ts';

export const about: StoriesAbout = { title: 'Conflicts', layout: 'page' };

export function Several(): ReactElement {
  return <Story decisions={sampleDecisions} />;
}

export function OfAWorkshop(): ReactElement {
  return <Story decisions={sampleDecisions.slice(3)} />;
}

export function Empty(): ReactElement {
  return <Story decisions={[]} />;
}

export function WholeAnswers(): ReactElement {
  return <AnswerStory />;
}

export function WritingAnAnswer(): ReactElement {
  return <AnswerStory draft={{ choice: '2', rationale: 'The custody form dates from 2024.' }} />;
}

export function AnswersOnlyRead(): ReactElement {
  return <AnswerStory isReadOnly />;
}

export function WritingALevel(): ReactElement {
  return <Story decisions={sampleDecisions.slice(0, 1)} written="3" />;
}

export function WritingAText(): ReactElement {
  return (
    <Story decisions={sampleDecisions.slice(1, 2)} written="Two notes were seen, for tools bought in 2025." />
  );
}

export function WrittenWrongly(): ReactElement {
  return (
    <Story decisions={sampleDecisions.slice(3, 4)} written="an hour" problem={{ key: 'conflict.unread' }} />
  );
}

export function Refused(): ReactElement {
  return <Story decisions={sampleDecisions.slice(0, 1)} problem={{ key: 'frame.refused.documentIsFinal' }} />;
}

export function ReadOnly(): ReactElement {
  return <Story decisions={sampleDecisions.slice(0, 2)} isReadOnly />;
}

export function DecidedToday(): ReactElement {
  const { question, institution } = useSample();
  const row = { title: question, record: institution, href: '#', by: 'Decided by: You' };
  return (
    <Story
      decisions={sampleDecisions.slice(0, 1)}
      decided={[
        {
          ...row,
          id: 'a',
          kept: 'Kept: Yours (Level 2)',
          atMs: galleryNowMs - 60_000,
          onReopen: () => undefined,
        },
        { ...row, id: 'b', kept: 'New answer: Level 3', atMs: galleryNowMs - 3_600_000 },
      ]}
    />
  );
}

interface StoryProps {
  readonly decided?: readonly DecidedRow[];
  readonly decisions: readonly ConflictDecision[];
  readonly written?: string;
  readonly problem?: Message;
  readonly isReadOnly?: boolean;
}

function Story(props: StoryProps): ReactElement {
  const { decisions, decided = [], written = null, problem = null, isReadOnly = false } = props;
  const translate = useTranslate();
  const records = [...new Set(decisions.map(({ record }) => record))].map((title) => ({
    id: title,
    title,
    mission: 'Arlandia, 9–20 Nov',
    cards: decisions
      .filter(({ record }) => record === title)
      .map((conflictDecision) => (
        <DecisionCardView
          key={conflictDecision.id}
          decision={conflictDecision}
          writerOf={sampleWriterOf}
          isCurrent={conflictDecision.id === decisions[0]?.id}
          isReadOnly={isReadOnly}
          href="#"
          written={written}
          problem={problem}
          acts={actsOf(conflictDecision)}
        />
      )),
  }));
  return (
    <ScreenLayout
      rail={<SampleRail />}
      title={translate('frame.rail.conflicts')}
      status={<SampleStatus network="ready" waiting={0} />}
    >
      <ConflictsView records={records} decided={decided} />
    </ScreenLayout>
  );
}

interface AnswerStoryProps {
  readonly draft?: AnswerDraft;
  readonly isReadOnly?: boolean;
}

function AnswerStory({ draft, isReadOnly = false }: AnswerStoryProps): ReactElement {
  const translate = useTranslate();
  const indicator = defaultMaturityModel.dimensions
    .flatMap(({ indicators }) => indicators)
    .find(({ id }) => id === sampleAnswerConflict.question);
  return (
    <ScreenLayout
      rail={<SampleRail />}
      title={translate('frame.rail.conflicts')}
      status={<SampleStatus network="ready" waiting={0} />}
    >
      <ConflictsView
        decided={[]}
        records={[
          {
            id: 'a',
            title: 'Office of the Public Prosecutor',
            mission: 'Arlandia, 9–20 Nov',
            cards: [
              <Card key="D4.1" isCurrent label="D4.1">
                <AnswerConflictView
                  conflict={sampleAnswerConflict}
                  indicator={indicator}
                  writerOf={sampleWriterOf}
                  kept={new Set(['e1', 'e2'])}
                  effects={[2, 3]}
                  isReadOnly={isReadOnly}
                  draft={draft ?? null}
                  hits={null}
                  problem={null}
                  onEvidence={nothing}
                  acts={{
                    onKeep: nothing,
                    onWrite: nothing,
                    onDraft: nothing,
                    onSave: nothing,
                    onCancel: nothing,
                  }}
                />
              </Card>,
            ],
          },
        ]}
      />
    </ScreenLayout>
  );
}

const nothing = (): void => undefined;

const actsOf = (conflictDecision: ConflictDecision): DecisionHandlers => ({
  onKeep: nothing,
  onKeepBoth: joinConflictingTexts(conflictDecision) === null ? undefined : nothing,
  onWrite: mayWriteOtherValue(conflictDecision.description) ? nothing : undefined,
  onWritten: nothing,
  onSave: nothing,
  onCancel: nothing,
});
