import type { ReactElement, ReactNode } from 'react';
import { isolate } from '#renderer/i18n/isolate.ts';
import { languages } from '#renderer/i18n/language.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { type Say, useSay } from '#renderer/i18n/use-say.ts';
import { type ChipLevel, LevelChip } from '#renderer/ui/level-chip.tsx';
import { NavList } from '#renderer/ui/nav-list.tsx';
import { ProgressRing } from '#renderer/ui/progress-ring.tsx';

/** One line of the list: a dimension, or the screening with no level to report. */
export interface DimensionLine {
  readonly page: string;
  readonly code: string | null;
  readonly title: string;
  readonly asked: number;
  readonly answered: number;
  readonly skipped: number;
  readonly conflicts: number;
  /** Absent for the screening. */
  readonly level: ChipLevel | null | undefined;
  /** Who is asked for it; null for nobody in particular. */
  readonly assignee: string | null;
}

interface DimensionListViewProps {
  readonly lines: readonly DimensionLine[];
  readonly current: string;
  readonly onGo: (page: string) => void;
  /** The way to share them out; absent where nothing may be changed. */
  readonly assign?: ReactNode | undefined;
}

/** How far each dimension has come and the level it would be reported at. */
export function DimensionListView({ lines, current, onGo, assign }: DimensionListViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const around = languages[useLanguage()].direction;
  const questions = lines.filter(({ level }) => level !== undefined);
  const total = (of: (line: DimensionLine) => number): number =>
    questions.reduce((sum, line) => sum + of(line), 0);
  return (
    <div className="assess-dimensions">
      <NavList
        label={say('assessment.dimensions')}
        current={current}
        onGo={onGo}
        items={lines.map((line) => ({
          id: line.page,
          code: line.code ?? undefined,
          title: line.title,
          note: noteOf(line, say, around),
          lead: (
            <ProgressRing
              fraction={line.asked === 0 ? 1 : line.answered / line.asked}
              label={say('assessment.progress', { answered: line.answered, asked: line.asked })}
            />
          ),
          end: line.level !== undefined && <LevelChip level={line.level} />,
        }))}
      />
      <p className="assess-total">
        {say('assessment.progress.all', {
          answered: format.number(total(({ answered }) => answered)),
          asked: format.number(total(({ asked }) => asked)),
        })}
      </p>
      {assign}
    </div>
  );
}

function noteOf(line: DimensionLine, say: Say, around: 'ltr' | 'rtl'): string {
  const parts: Message[] = [
    line.answered === 0
      ? { key: 'assessment.progress.none' }
      : { key: 'assessment.progress', values: { answered: line.answered, asked: line.asked } },
    ...(line.skipped > 0
      ? [{ key: 'assessment.progress.skipped', values: { count: line.skipped } } as const]
      : []),
    ...(line.conflicts > 0
      ? [{ key: 'assessment.progress.conflicts', values: { count: line.conflicts } } as const]
      : []),
  ];
  const who = line.assignee === null ? [] : [isolate(line.assignee, around)];
  return [...who, ...parts.map((part) => say(part))].join(' · ');
}
