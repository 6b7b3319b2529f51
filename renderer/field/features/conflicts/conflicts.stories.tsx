import type { ReactElement } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { ScreenLayout } from '#renderer/ui';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { ConflictsView } from './conflicts-view.tsx';
import type { ConflictDecision } from './conflict-decisions.ts';
import { DecisionCardView, type DecisionHandlers } from './decision-card-view.tsx';
import { sampleDecisions, sampleWriterOf } from './sample-decisions.ts';
import { joinConflictingTexts, mayWriteOtherValue } from './written-value.ts';

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

export function DecidedAMomentAgo(): ReactElement {
  return (
    <Story
      decisions={sampleDecisions.slice(1)}
      decided={{
        key: 'conflict.decided',
        values: { title: 'D5.4 Check before use: Level', value: 'Level 2' },
      }}
    />
  );
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

interface StoryProps {
  readonly decisions: readonly ConflictDecision[];
  readonly decided?: Message;
  readonly written?: string;
  readonly problem?: Message;
  readonly isReadOnly?: boolean;
}

function Story(props: StoryProps): ReactElement {
  const { decisions, decided = null, written = null, problem = null, isReadOnly = false } = props;
  const translate = useTranslate();
  const records = [...new Set(decisions.map(({ record }) => record))].map((title) => ({
    id: title,
    title,
    mission: 'Arlandia, 9–20 Nov',
    decisions: decisions.filter(({ record }) => record === title),
  }));
  return (
    <ScreenLayout
      rail={<SampleRail />}
      title={translate('frame.rail.conflicts')}
      status={<SampleStatus network="ready" waiting={0} />}
    >
      <ConflictsView
        records={records}
        decided={decided}
        card={(decision) => (
          <DecisionCardView
            key={decision.id}
            decision={decision}
            writerOf={sampleWriterOf}
            isCurrent={decision.id === decisions[0]?.id}
            isReadOnly={isReadOnly}
            href="#"
            written={written}
            problem={problem}
            acts={actsOf(decision)}
          />
        )}
      />
    </ScreenLayout>
  );
}

const nothing = (): void => undefined;

const actsOf = (decision: ConflictDecision): DecisionHandlers => ({
  onKeep: nothing,
  onKeepBoth: joinConflictingTexts(decision) === null ? undefined : nothing,
  onWrite: mayWriteOtherValue(decision.words) ? nothing : undefined,
  onWritten: nothing,
  onSave: nothing,
  onCancel: nothing,
});
