import type { ReactElement, ReactNode } from 'react';
import { isolate } from '#renderer/i18n/isolate.ts';
import { languages } from '#renderer/i18n/language.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
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
  /** Who is asked for it; absent or null for nobody in particular. */
  readonly assignee?: string | null;
}

interface SectionListViewProps {
  readonly lines: readonly SectionLine[];
  readonly current: string;
  readonly onGo: (key: string) => void;
  /** Below the list. */
  readonly foot?: ReactNode;
}

/** How far each section of a form has come. */
export function SectionListView({ lines, current, onGo, foot }: SectionListViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const around = languages[useLanguage()].direction;
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
          note: noteOf(line, say, around),
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
      {foot}
    </div>
  );
}

function noteOf(line: SectionLine, say: Say, around: 'ltr' | 'rtl'): string {
  const { isRelevant, asked, answered, problems, conflicts, assignee = null } = line;
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
  return [...parts.map((part) => say(part)), ...(assignee === null ? [] : [isolate(assignee, around)])].join(
    ' · ',
  );
}
