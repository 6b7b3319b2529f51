import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { type Say, useSay } from '#renderer/i18n/use-say.ts';
import { NavList } from '#renderer/ui/nav-list.tsx';
import { ProgressRing } from '#renderer/ui/progress-ring.tsx';
import type { SectionCounts } from './sections.ts';
import './form.css';

/** One line of the list of sections. */
export interface SectionLine extends SectionCounts {
  readonly key: string;
  readonly title: string;
  readonly conflicts: number;
}

interface SectionListViewProps {
  readonly lines: readonly SectionLine[];
  readonly current: string;
  readonly onGo: (key: string) => void;
}

/** How far each section of a form has come. */
export function SectionListView({ lines, current, onGo }: SectionListViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const total = (of: (line: SectionLine) => number): string =>
    format.number(lines.reduce((sum, line) => sum + of(line), 0));
  return (
    <div className="form-sections">
      <NavList
        label={say('form.sections')}
        current={current}
        onGo={onGo}
        items={lines.map((line) => ({
          id: line.key,
          title: line.title,
          note: noteOf(line, say),
          lead: (
            <ProgressRing
              fraction={line.asked === 0 ? 0 : line.answered / line.asked}
              label={say('assessment.progress', { answered: line.answered, asked: line.asked })}
            />
          ),
        }))}
      />
      <p className="form-total">
        {say('assessment.progress.all', {
          answered: total(({ answered }) => answered),
          asked: total(({ asked }) => asked),
        })}
      </p>
    </div>
  );
}

function noteOf({ isRelevant, asked, answered, problems, conflicts }: SectionLine, say: Say): string {
  if (!isRelevant) return say('form.section.notAsked');
  if (asked === 0) return say('form.section.nothing');
  const parts: Message[] = [
    answered === 0
      ? { key: 'assessment.progress.none' }
      : { key: 'assessment.progress', values: { answered, asked } },
    ...(problems > 0 ? [{ key: 'form.section.problems', values: { count: problems } } as const] : []),
    ...(conflicts > 0
      ? [{ key: 'assessment.progress.conflicts', values: { count: conflicts } } as const]
      : []),
  ];
  return parts.map((part) => say(part)).join(' · ');
}
