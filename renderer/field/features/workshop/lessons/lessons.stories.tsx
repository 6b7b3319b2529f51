import type { ReactElement } from 'react';
import { groupValidatedLessons, type Lesson } from '#domain/workshop/lesson.ts';
import { RecordFields } from '#renderer/records/record-fields.tsx';
import { ScreenPage } from '#renderer/ui';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { LessonCardView, type LessonFieldValues } from './lesson-card.tsx';
import { type LessonsTab, LessonsView } from './lessons-view.tsx';

export const about: StoriesAbout = { title: 'Lessons' };

const nothing = (): void => undefined;
const draft = { of: 'record' } as const;

const noted: Lesson = {
  id: 'l1',
  context: 'Four institutions rated the same indicators in one room.',
  happened: 'Groups agreed only after the evidence was on the table.',
  cause: 'The levels were read without their descriptions.',
  recommendation: 'Hand out the level descriptions before the self-assessment.',
  applies: ['W1', 'D4'],
  evidence: '',
  tags: ['method'],
  status: 'noted',
  reviewOn: '2027-05-01',
  order: 'a0',
};
const validated: Lesson = {
  ...noted,
  id: 'l2',
  recommendation: 'Ask for the agenda of the host a week before.',
  status: 'validated',
};

export function Lessons(): ReactElement {
  return <LessonsStory lessons={[noted, validated]} open="l1" tab="all" />;
}

export function LessonsReadOnly(): ReactElement {
  return <LessonsStory lessons={[validated]} open="l2" tab="all" isReadOnly />;
}

export function ValidatedLessons(): ReactElement {
  return <LessonsStory lessons={[noted, validated]} tab="validated" />;
}

export function NoLessons(): ReactElement {
  return <LessonsStory lessons={[]} tab="all" />;
}

export function NoValidatedLessons(): ReactElement {
  return <LessonsStory lessons={[noted]} tab="validated" />;
}

interface LessonsStoryProps {
  readonly lessons: readonly Lesson[];
  readonly tab: LessonsTab;
  readonly open?: string;
  readonly isReadOnly?: boolean;
}

function LessonsStory({ lessons, tab, open, isReadOnly = false }: LessonsStoryProps): ReactElement {
  return (
    <ScreenPage width="reading">
      <LessonsView
        lessons={lessons}
        validated={groupValidatedLessons(lessons)}
        tab={tab}
        onTab={nothing}
        add={
          isReadOnly ? null : { text: '', onText: nothing, onAdd: () => Promise.resolve(false), hits: null }
        }
        removed={null}
        onRestore={nothing}
        problem={null}
        card={(lesson) => (
          <LessonCardView
            key={lesson.id}
            lesson={lesson}
            fields={(fieldsProps) => (
              <RecordFields<LessonFieldValues>
                {...fieldsProps}
                // On the screen they save themselves.
                options={Object.fromEntries(
                  fieldsProps.rows.flat().map((name) => [name, { ...fieldsProps.options?.[name], draft }]),
                )}
                values={{ ...lesson, 'review-on': lesson.reviewOn }}
                onChange={nothing}
                isReadOnly={isReadOnly}
              />
            )}
            subjects={[{ id: 'W1', label: 'W1 National policy' }]}
            isOpen={lesson.id === open}
            conflicts={0}
            refusal={lesson.id === open && !isReadOnly ? { key: 'lesson.notValidator' } : null}
            isReadOnly={isReadOnly}
            mayStep={!isReadOnly}
            acts={{
              onMove: nothing,
              onRemove: nothing,
              onToggle: nothing,
              onStatus: nothing,
              onApplies: nothing,
              onOpenConflicts: nothing,
            }}
          />
        )}
      />
    </ScreenPage>
  );
}
