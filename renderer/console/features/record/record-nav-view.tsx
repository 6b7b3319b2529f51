import { GitMerge, History, Hourglass, LayoutList, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { Level } from '#domain/assessment/assessment.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay, type Say } from '#renderer/i18n/use-say.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { LevelChip } from '#renderer/ui/level-chip.tsx';
import { NavList, type NavItem } from '#renderer/ui/nav-list.tsx';
import { ProgressRing } from '#renderer/ui/progress-ring.tsx';
import type { AssessmentReading, DimensionReading } from './assessment-reading.ts';
import type { CommonPart } from './record-part.ts';
import './record-nav-view.css';

interface RecordNavViewProps {
  readonly part: string;
  readonly onGo: (part: string) => void;
  readonly conflicts: number;
  readonly held: number;
  readonly assessment: AssessmentReading | null;
}

/** The parts of a record: what waits, its history, and the dimensions of an assessment. */
export function RecordNavView({ part, onGo, conflicts, held, assessment }: RecordNavViewProps): ReactElement {
  const say = useSay();
  const items: readonly NavItem<string>[] = [
    commonItem('overview', LayoutList, 'console.part.overview', say),
    ...(conflicts > 0
      ? [
          {
            ...commonItem('conflicts', GitMerge, 'console.rail.conflicts', say),
            end: <Badge count={conflicts} meaning="bad" />,
          },
        ]
      : []),
    ...(held > 0
      ? [
          {
            ...commonItem('held', Hourglass, 'console.rail.held', say),
            end: <Badge count={held} meaning="wait" />,
          },
        ]
      : []),
    commonItem('history', History, 'console.part.history', say),
  ];
  return (
    <div className="console-record-nav">
      <NavList label={say('console.part.label')} items={items} current={part} onGo={onGo} />
      {assessment && (
        <>
          <h2>{say('console.part.dimensions')}</h2>
          <NavList
            label={say('console.part.dimensions')}
            items={assessment.dimensions.map((reading) => dimensionItem(reading, say))}
            current={part}
            onGo={onGo}
          />
        </>
      )}
    </div>
  );
}

const commonItem = (id: CommonPart, Icon: LucideIcon, key: MessageKey, say: Say): NavItem<string> => ({
  id,
  lead: <Icon className="fb-icon" aria-hidden />,
  title: say(key),
});

function dimensionItem(
  { dimension, progress, score, questions }: DimensionReading,
  say: Say,
): NavItem<string> {
  const { asked, answered } = progress;
  const conflicts = questions.reduce((sum, { contested }) => sum + contested.length, 0);
  const answeredNote =
    asked === 0 ? say('console.part.notAsked') : say('ui.progress.label', { done: answered, total: asked });
  return {
    id: dimension.code,
    code: dimension.code,
    title: dimension.title,
    note:
      conflicts === 0
        ? answeredNote
        : `${answeredNote} · ${say('console.attention.conflicts', { count: conflicts })}`,
    lead: <ProgressRing fraction={asked === 0 ? 0 : answered / asked} label={answeredNote} />,
    end: <LevelChip level={Level.safeParse(score?.reported).data ?? null} />,
  };
}
