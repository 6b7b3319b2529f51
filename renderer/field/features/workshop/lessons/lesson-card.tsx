import { type ReactElement, useState } from 'react';
import { conflictPathsOf } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import { mayWriteAt } from '#domain/people/permit.ts';
import { decideLessonStatus, type Lesson, type LessonStatusRefusal } from '#domain/workshop/lesson.ts';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import {
  nameListNotation,
  editedTextOf,
  editedValueOf,
  useDraft,
  useValueDraft,
} from '#renderer/field/app/documents/use-draft.ts';
import { type Message, type PlainMessageKey, useFormat, useTranslate } from '#renderer/i18n';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import type { SelectOption } from '#renderer/ui';
import type { WorkshopChange } from '../use-change-workshop.ts';
import { LessonCardView, type LessonHandlers, type LessonTexts } from './lesson-card-view.tsx';

interface LessonCardProps {
  readonly answer: DocumentQueryAnswer;
  readonly lesson: Lesson;
  readonly subjects: readonly SelectOption<string>[];
  readonly isOpen: boolean;
  readonly isReadOnly: boolean;
  readonly change: WorkshopChange['change'];
  readonly acts: Pick<LessonHandlers, 'onMove' | 'onRemove' | 'onToggle' | 'onOpenConflicts'>;
}

/** One lesson with its drafts, and the steps of its status. */
export function LessonCard({ answer, lesson, change, acts, ...props }: LessonCardProps): ReactElement {
  const { log, document, roles } = answer;
  const at = `lessons/${lesson.id}`;
  const [refused, setRefused] = useState<LessonStatusRefusal | null>(null);
  const refusalText = useRefusalText();
  const tags = useValueDraft(log, document, `${at}/tags`, nameListNotation);
  const choose = (part: 'applies' | 'review-on', value: readonly string[] | string | null): void =>
    void change([{ path: pathOf('lessons', lesson.id, part), value }]);
  return (
    <LessonCardView
      {...props}
      lesson={lesson}
      texts={useLessonTexts(answer, at, props.isReadOnly)}
      tags={editedValueOf(tags, 'frame.refused.invalidValue')}
      conflicts={conflictPathsOf(document).filter((path) => path.startsWith(`${at}/`)).length}
      refusal={refused && refusalText(refused)}
      mayStep={mayWriteAt(roles, document, `${at}/status`)}
      acts={{
        ...acts,
        onApplies: (codes) => choose('applies', codes),
        onReviewOn: (day) => choose('review-on', day),
        onStatus: (to) => {
          const decided = decideLessonStatus(lesson, to, roles);
          setRefused(decided.ok ? null : decided.refusal);
          if (decided.ok) void change(decided.value);
        },
      }}
    />
  );
}

function useLessonTexts(
  { log, document }: DocumentQueryAnswer,
  at: string,
  isReadOnly: boolean,
): LessonTexts {
  const recommendation = editedTextOf(useDraft(log, document, `${at}/recommendation`));
  const context = editedTextOf(useDraft(log, document, `${at}/context`));
  const happened = editedTextOf(useDraft(log, document, `${at}/happened`));
  const cause = editedTextOf(useDraft(log, document, `${at}/cause`));
  const evidence = editedTextOf(useDraft(log, document, `${at}/evidence`));
  const checked = (edited: typeof context) => ({
    edited,
    hits: <CheckedTextHits text={edited.text} onChange={isReadOnly ? undefined : edited.onChange} />,
  });
  return {
    recommendation: checked(recommendation),
    context: checked(context),
    happened: checked(happened),
    cause: checked(cause),
    evidence: checked(evidence),
  };
}

const partLabels: { readonly [P in 'context' | 'happened' | 'cause' | 'recommendation']: PlainMessageKey } = {
  context: 'path.lesson.context',
  happened: 'path.lesson.happened',
  cause: 'path.lesson.cause',
  recommendation: 'path.lesson.recommendation',
};

/** Refusal of a step in words. */
function useRefusalText(): (refusal: LessonStatusRefusal) => Message {
  const translate = useTranslate();
  const format = useFormat();
  return (refusal) => {
    if (refusal.kind === 'notValidator') return { key: 'lesson.notValidator' };
    const names = refusal.missing.map((part) => translate(partLabels[part]));
    return { key: 'lesson.partsMissing', values: { what: format.list(names) } };
  };
}
