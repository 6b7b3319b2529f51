import { CircleDashed, Flag, GitMerge, type LucideIcon, Undo2, UserRound } from 'lucide-react';
import type { ReactElement, Ref } from 'react';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { Toolbar, ToolbarToggle } from '#renderer/ui/toolbar.tsx';
import type { QuestionFilter } from './assessment-model.ts';

interface SearchViewProps {
  readonly text: string;
  readonly filter: QuestionFilter | null;
  readonly counts: Readonly<Record<QuestionFilter, number>>;
  readonly onText: (text: string) => void;
  readonly onFilter: (filter: QuestionFilter | null) => void;
  /** Enter: open the first that was found. */
  readonly onSubmit: () => void;
  readonly ref?: Ref<HTMLDivElement> | undefined;
}

const filters: readonly {
  readonly id: QuestionFilter;
  readonly icon: LucideIcon;
  readonly word: MessageKey;
}[] = [
  { id: 'unanswered', icon: CircleDashed, word: 'assessment.filter.unanswered' },
  { id: 'flagged', icon: Flag, word: 'assessment.filter.flagged' },
  { id: 'conflicts', icon: GitMerge, word: 'assessment.filter.conflicts' },
  { id: 'mine', icon: UserRound, word: 'assessment.filter.mine' },
  { id: 'returned', icon: Undo2, word: 'assessment.filter.returned' },
];

/** Looks for questions by word, and for what is still to do. */
export function SearchView(props: SearchViewProps): ReactElement {
  const { text, filter, counts, onText, onFilter, onSubmit, ref } = props;
  const say = useSay();
  const format = useFormat();
  // A filter that finds nothing is no choice, but one that is on must be there to be taken off.
  const shown = filters.filter(({ id }) => counts[id] > 0 || filter === id);
  return (
    <search className="assess-search" ref={ref}>
      <SearchField
        label={say('assessment.search.label')}
        value={text}
        onChange={onText}
        onSubmit={onSubmit}
        keyHint="/"
      />
      {shown.length > 0 && (
        <Toolbar label={say('assessment.search.filters')}>
          {shown.map(({ id, icon, word }) => (
            <ToolbarToggle
              key={id}
              label={say(word, { count: format.number(counts[id]) })}
              icon={icon}
              isOn={filter === id}
              onChange={(isOn) => onFilter(isOn ? id : null)}
            />
          ))}
        </Toolbar>
      )}
    </search>
  );
}
