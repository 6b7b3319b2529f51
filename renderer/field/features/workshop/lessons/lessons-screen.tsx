import { type ReactElement, useMemo, useState } from 'react';
import { v7 as newId } from 'uuid';
import { moveInList, removeFromList } from '#domain/document/list-order.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { createLesson, groupValidatedLessons, type Lesson, readLessons } from '#domain/workshop/lesson.ts';
import { templateTextIn } from '#domain/workshop/templates/workshop-template.ts';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import { useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import { useLineToAdd } from '#renderer/field/app/documents/use-line-to-add.ts';
import { useWorkshopTemplates } from '#renderer/field/app/documents/use-workshop-templates.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useLanguage } from '#renderer/i18n';
import { ScreenPage, type SelectOption } from '#renderer/ui';
import { WorkshopFrame, type WorkshopSectionProps } from '../workshop-frame.tsx';
import { WorkshopReadOnlyBannerView } from '../workshop-read-only-banner-view.tsx';
import { WorkshopTextChecks } from '../workshop-text-checks.tsx';
import { LessonCard } from './lesson-card.tsx';
import { type LessonsTab, LessonsView } from './lessons-view.tsx';

/** Subjects of lessons: templates of workshops and dimensions of the default instrument. */
function useLessonSubjects(): readonly SelectOption<string>[] {
  const language = useLanguage();
  const workshopTemplates = useWorkshopTemplates();
  return useMemo(
    () => [
      ...workshopTemplates.map(({ code, title }) => ({
        id: code,
        label: `${code} ${templateTextIn(title, language)}`,
      })),
      ...defaultMaturityModel.dimensions.map(({ code, title }) => ({ id: code, label: `${code} ${title}` })),
    ],
    [workshopTemplates, language],
  );
}

/** Lessons of a workshop. */
export function LessonsScreen(props: WorkshopSectionProps): ReactElement {
  const { queryResult } = props;
  const { log, document } = queryResult;
  const { change, problem } = useChangeRecord(log, document);
  const { navigate } = useFieldServices();
  const writeMode = writeModeOf(queryResult.roles, document);
  const isReadOnly = writeMode !== 'open';
  const lessons = useMemo(() => readLessons(document), [document]);
  const subjects = useLessonSubjects();
  const [lessonsTab, setTab] = useState<LessonsTab>('all');
  const [open, setOpen] = useState<string | null>(null);
  const [removedLesson, setRemoved] = useState<Lesson | null>(null);

  const lineToAdd = useLineToAdd(async (typed) => {
    const id = newId();
    const isSaved = await change(createLesson(lessons, id, typed.trim()));
    if (isSaved) setOpen(id);
    return isSaved;
  });

  return (
    <WorkshopFrame of={props}>
      <WorkshopTextChecks queryResult={queryResult} change={change}>
        <ScreenPage width="reading">
          {isReadOnly && <WorkshopReadOnlyBannerView mode={writeMode} />}
          <LessonsView
            lessons={lessons}
            validated={groupValidatedLessons(lessons)}
            tab={lessonsTab}
            onTab={setTab}
            add={
              isReadOnly
                ? null
                : {
                    text: lineToAdd.text,
                    onText: lineToAdd.setText,
                    onAdd: lineToAdd.add,
                    hits: <CheckedTextHits text={lineToAdd.text} onChange={lineToAdd.setText} />,
                  }
            }
            removed={
              removedLesson && !lessons.some(({ id }) => id === removedLesson.id)
                ? removedLesson.recommendation
                : null
            }
            onRestore={() => {
              if (removedLesson) void change(removeFromList('lessons', removedLesson.id, false));
              setRemoved(null);
            }}
            problem={problem}
            card={(lesson) => (
              <LessonCard
                key={lesson.id}
                queryResult={queryResult}
                lesson={lesson}
                subjects={subjects}
                isOpen={open === lesson.id}
                isReadOnly={isReadOnly}
                change={change}
                acts={{
                  onMove: (step) => void change(moveInList('lessons', lessons, lesson.id, step)),
                  onRemove: () => {
                    setRemoved(lesson);
                    void change(removeFromList('lessons', lesson.id));
                  },
                  onToggle: () => setOpen(open === lesson.id ? null : lesson.id),
                  onOpenConflicts: () => navigate({ screen: 'conflicts' }),
                }}
              />
            )}
          />
        </ScreenPage>
      </WorkshopTextChecks>
    </WorkshopFrame>
  );
}
