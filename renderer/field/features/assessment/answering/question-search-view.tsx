import { CircleDashed, Flag, GitMerge, type LucideIcon, Undo2, UserRound } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import { HitText } from '#renderer/field/parts/marked-text.tsx';
import { type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
import {
  Button,
  LevelChip,
  NavList,
  PageSection,
  Pill,
  SearchField,
  Toolbar,
  ToolbarToggle,
} from '#renderer/ui';
import type { FoundQuestion, QuestionFilter } from './assessment-model.ts';
import { ratingMessage } from './question-model.ts';

interface QuestionSearchViewProps {
  readonly text: string;
  readonly filter: QuestionFilter | null;
  readonly counts: Readonly<Record<QuestionFilter, number>>;
  readonly onText: (text: string) => void;
  readonly onFilter: (filter: QuestionFilter | null) => void;
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
  return (
    <search className="assess-search">
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

interface QuestionSearchResultsViewProps {
  readonly found: readonly FoundQuestion[];
  readonly onOpen: (question: string) => void;
  readonly onClose: () => void;
}

/** Found questions of all dimensions; each opens in its place. */
export function QuestionSearchResultsView({
  found,
  onOpen,
  onClose,
}: QuestionSearchResultsViewProps): ReactElement {
  const translate = useTranslate();
  const title = translate('assessment.search.found', { count: found.length });
  return (
    <PageSection
      title={title}
      action={<Button onPress={onClose}>{translate('assessment.search.close')}</Button>}
    >
      <NavList
        label={title}
        current={null}
        onGo={onOpen}
        items={found.map((question) => ({
          id: question.id,
          code: question.id,
          title: question.title,
          note: question.hit ? <HitText hit={question.hit} /> : question.dimension,
          end: (
            <span className="assess-found">
              {question.hasConflict && <Pill text={translate('frame.rail.conflicts')} meaning="bad" />}
              {question.rating.state === 'rated' ? (
                <LevelChip level={question.rating.level} />
              ) : (
                <span className="assess-faint">{translate(ratingMessage(question.rating))}</span>
              )}
            </span>
          ),
        }))}
      />
    </PageSection>
  );
}

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
