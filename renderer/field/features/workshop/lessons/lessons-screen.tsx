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
import { WorkshopReadOnlyBannerView } from '../agenda/workshop-details-view.tsx';
import { WorkshopFrame, type WorkshopSectionProps } from '../workshop-frame.tsx';
import { WorkshopTextChecks } from '../workshop-text-checks.tsx';
import { LessonCard } from './lesson-card.tsx';
import { type LessonsTab, LessonsView } from './lessons-view.tsx';

/** Subjects of lessons: templates of workshops and dimensions of the default instrument. */
function useLessonSubjects(): readonly SelectOption<string>[] {
  const language = useLanguage();
  const templates = useWorkshopTemplates();
  return useMemo(
    () => [
      ...templates.map(({ code, title }) => ({
        id: code,
        label: `${code} ${templateTextIn(title, language)}`,
      })),
      ...defaultMaturityModel.dimensions.map(({ code, title }) => ({ id: code, label: `${code} ${title}` })),
    ],
    [templates, language],
  );
}

/** Lessons of a workshop. */
export function LessonsScreen(props: WorkshopSectionProps): ReactElement {
  const { answer } = props;
  const { log, document } = answer;
  const { change, problem } = useChangeRecord(log, document);
  const { navigate } = useFieldServices();
  const mode = writeModeOf(answer.roles, document);
  const isReadOnly = mode !== 'open';
  const lessons = useMemo(() => readLessons(document), [document]);
  const subjects = useLessonSubjects();
  const [tab, setTab] = useState<LessonsTab>('all');
  const [open, setOpen] = useState<string | null>(null);
  const [removed, setRemoved] = useState<Lesson | null>(null);

  const line = useLineToAdd(async (typed) => {
    const id = newId();
    const isSaved = await change(createLesson(lessons, id, typed.trim()));
    if (isSaved) setOpen(id);
    return isSaved;
  });

  return (
    <WorkshopFrame of={props}>
      <WorkshopTextChecks answer={answer} change={change}>
        <ScreenPage width="reading">
          {isReadOnly && <WorkshopReadOnlyBannerView mode={mode} />}
          <LessonsView
            lessons={lessons}
            validated={groupValidatedLessons(lessons)}
            tab={tab}
            onTab={setTab}
            add={
              isReadOnly
                ? null
                : {
                    text: line.text,
                    onText: line.setText,
                    onAdd: line.add,
                    hits: <CheckedTextHits text={line.text} onChange={line.setText} />,
                  }
            }
            removed={removed && !lessons.some(({ id }) => id === removed.id) ? removed.recommendation : null}
            onRestore={() => {
              if (removed) void change(removeFromList('lessons', removed.id, false));
              setRemoved(null);
            }}
            problem={problem}
            card={(lesson) => (
              <LessonCard
                key={lesson.id}
                answer={answer}
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
