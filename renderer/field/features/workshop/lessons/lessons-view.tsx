import { Lightbulb, Plus } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { Lesson, LessonTagGroup } from '#domain/workshop/lesson.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  Banner,
  Button,
  EmptyState,
  Form,
  ListEntry,
  PageSection,
  Pill,
  Tabs,
  TextField,
} from '#renderer/ui';
import './lessons.css';

export type LessonsTab = 'all' | 'validated';

interface LessonsViewProps {
  readonly lessons: readonly Lesson[];
  readonly validated: readonly LessonTagGroup[];
  readonly card: (lesson: Lesson) => ReactNode;
  /** Null where nothing may be written. */
  readonly add: {
    readonly text: string;
    readonly onText: (text: string) => void;
    readonly onAdd: () => Promise<boolean>;
    readonly hits: ReactNode;
  } | null;
  readonly tab: LessonsTab;
  readonly onTab: (lessonsTab: LessonsTab) => void;
  /** Text of a lesson that was just removed. */
  readonly removed: string | null;
  readonly onRestore: () => void;
  readonly problem: Message | null;
}

/** Lessons of a workshop: all of them to write, and the validated ones by tag. */
export function LessonsView(props: LessonsViewProps): ReactElement {
  const { lessons, validated, tab, onTab } = props;
  const translate = useTranslate();
  return (
    <div className="wl-page">
      <Tabs
        label={translate('workshop.section.lessons')}
        selected={tab}
        onSelect={onTab}
        tabs={[
          {
            id: 'all',
            label: translate('lesson.all'),
            count: lessons.length,
            content: <AllLessons {...props} />,
          },
          {
            id: 'validated',
            label: translate('lesson.validated'),
            count: new Set(validated.flatMap((group) => group.lessons.map(({ id }) => id))).size,
            content: <ValidatedLessons groups={validated} />,
          },
        ]}
      />
    </div>
  );
}

function AllLessons(props: LessonsViewProps): ReactElement {
  const { lessons, card, add, removed, onRestore, problem } = props;
  const translate = useTranslate();
  return (
    <div className="wl-list">
      {add && (
        <Form name={translate('lesson.new')} isOngoing className="wl-add" onSubmit={add.onAdd}>
          <TextField
            label={translate('lesson.new')}
            placeholder={translate('lesson.placeholder')}
            maxLength={20_000}
            value={add.text}
            onChange={add.onText}
          />
          <Button type="submit" kind="primary" icon={Plus}>
            {translate('lesson.add')}
          </Button>
          <div className="wl-add-hits">{add.hits}</div>
        </Form>
      )}
      {removed !== null && (
        <Banner
          meaning="info"
          isAnnounced
          actions={<Button onPress={onRestore}>{translate('workshop.agenda.undo')}</Button>}
        >
          {translate('workshop.agenda.removed', { title: removed || translate('lesson.untitled') })}
        </Banner>
      )}
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      {lessons.length === 0 ? (
        <EmptyState icon={Lightbulb} title={translate('lesson.empty.title')}>
          {translate('lesson.empty.text')}
        </EmptyState>
      ) : (
        lessons.map(card)
      )}
    </div>
  );
}

function ValidatedLessons({ groups }: { readonly groups: readonly LessonTagGroup[] }): ReactElement {
  const translate = useTranslate();
  if (groups.length === 0)
    return (
      <EmptyState icon={Lightbulb} title={translate('lesson.noneValidated.title')}>
        {translate('lesson.noneValidated.text')}
      </EmptyState>
    );
  return (
    <div className="wl-list">
      {groups.map(({ tag, lessons }) => (
        <PageSection key={tag ?? ''} title={tag ?? translate('lesson.untagged')}>
          {lessons.map((lesson) => (
            <ListEntry
              key={lesson.id}
              isBoxed
              meta={lesson.applies.join(', ') || undefined}
              action={<Pill text={translate(valueLabels.lessonStatus[lesson.status])} />}
            >
              {lesson.recommendation}
            </ListEntry>
          ))}
        </PageSection>
      ))}
    </div>
  );
}
