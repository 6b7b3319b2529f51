import { CircleDashed, Flag, GitMerge, type LucideIcon, Undo2, UserRound } from 'lucide-react';
import { memo, type ReactElement, useLayoutEffect, useRef } from 'react';
import { type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { SearchField, Toolbar, ToolbarToggle } from '#renderer/ui';
import type { QuestionFilter } from './assessment-model.ts';

interface QuestionSearchViewProps {
  readonly text: string;
  readonly filter: QuestionFilter | null;
  readonly counts: Readonly<Record<QuestionFilter, number>>;
  readonly onText: (text: string) => void;
  readonly onFilter: (questionFilter: QuestionFilter | null) => void;
  /** Enter: open the first result. */
  readonly onSubmit: () => void;
}

/** Search of questions by word and by open work. */
export const QuestionSearchView = memo(function QuestionSearchView(
  props: QuestionSearchViewProps,
): ReactElement {
  const { text, filter, counts, onText, onFilter, onSubmit } = props;
  const translate = useTranslate();
  const format = useFormat();
  // A filter without results is not offered, but an active one must be there to be removed.
  const shown = questionFilterOptions.filter(({ id }) => counts[id] > 0 || filter === id);
  const bar = useRef<HTMLElement>(null);
  // Filters take a second line in a narrow column: whatever sticks below the bar has to know its height.
  useLayoutEffect(() => {
    const measured = bar.current;
    const middle = measured?.parentElement;
    if (!measured || !middle) return undefined;
    const measure = (): void =>
      middle.style.setProperty('--assess-search-height', `${measured.offsetHeight}px`);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, []);
  return (
    <search className="assess-search" ref={bar}>
      <QuestionSearchField text={text} onText={onText} onSubmit={onSubmit} />
      {shown.length > 0 && (
        <Toolbar label={translate('assessment.search.filters')}>
          {shown.map(({ id, icon, word }) => (
            <QuestionFilterToggle
              key={id}
              id={id}
              label={translate(word, { count: format.number(counts[id]) })}
              icon={icon}
              isOn={filter === id}
              onFilter={onFilter}
            />
          ))}
        </Toolbar>
      )}
    </search>
  );
});

const questionFilterOptions: readonly {
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

/** Drawn again only by its own text: a rating changes the counts beside it. */
const QuestionSearchField = memo(function QuestionSearchField({
  text,
  onText,
  onSubmit,
}: Pick<QuestionSearchViewProps, 'text' | 'onText' | 'onSubmit'>): ReactElement {
  const translate = useTranslate();
  return (
    <SearchField
      label={translate('assessment.search.label')}
      value={text}
      onChange={onText}
      onSubmit={onSubmit}
      keyHint="/"
    />
  );
});

interface QuestionFilterToggleProps extends Pick<QuestionSearchViewProps, 'onFilter'> {
  readonly id: QuestionFilter;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly isOn: boolean;
}

const QuestionFilterToggle = memo(function QuestionFilterToggle(
  props: QuestionFilterToggleProps,
): ReactElement {
  const { id, label, icon, isOn, onFilter } = props;
  return (
    <ToolbarToggle
      label={label}
      icon={icon}
      isOn={isOn}
      onChange={(isNowOn) => onFilter(isNowOn ? id : null)}
    />
  );
});
