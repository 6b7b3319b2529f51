import { ArrowDown, ArrowUp, SlidersHorizontal, Trash2 } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import type { JsonValue } from '#base/json.ts';
import { conflictPathsOf } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import type { FormSubject } from '#domain/kinds/form-field.ts';
import { mayWriteAt } from '#domain/kinds/permit.ts';
import { decideLessonStatus, type Lesson, type LessonStatusRefusal } from '#domain/workshop/lesson.ts';
import { LessonStatus } from '#domain/workshop/lesson-status.ts';
import { DocumentFields } from '#renderer/field/app/documents/document-fields.tsx';
import { type RecordChange } from '#renderer/field/app/documents/use-document.ts';
import { type Message, type PlainMessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { RecordField } from '#renderer/records/record-field.tsx';
import type { FieldRow, RecordFieldsProps } from '#renderer/records/record-fields.tsx';
import { valueLabels } from '#renderer/records/value-labels.ts';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import { Banner, Button, LongSelect, MenuButton, Pill, type SelectOption } from '#renderer/ui';
import './lessons.css';

/** Field of a lesson in its form, by the last part of its path. */
type LessonField =
  | 'recommendation'
  | 'context'
  | 'happened'
  | 'cause'
  | 'evidence'
  | 'applies'
  | 'tags'
  | 'review-on'
  | 'status';

/** Rows of the fields of a lesson, by the parts of its card. */
export const lessonRows = {
  recommendation: ['recommendation'],
  texts: ['context', 'happened', 'cause', 'evidence'],
  facts: ['applies', 'tags', 'review-on', 'status'],
} as const satisfies { readonly [part: string]: readonly FieldRow<LessonField>[] };

interface LessonCardProps {
  readonly queryResult: DocumentQueryResult;
  readonly lesson: Lesson;
  readonly subjects: readonly SelectOption<string>[];
  readonly isOpen: boolean;
  readonly isReadOnly: boolean;
  readonly change: RecordChange['change'];
  readonly acts: Pick<LessonHandlers, 'onMove' | 'onRemove' | 'onToggle' | 'onOpenConflicts'>;
}

/** One lesson with its drafts, and the steps of its status. */
export function LessonCard({ queryResult, lesson, change, acts, ...props }: LessonCardProps): ReactElement {
  const { log, document, roles } = queryResult;
  const at = `lessons/${lesson.id}`;
  const [refused, setRefused] = useState<LessonStatusRefusal | null>(null);
  const refusalText = useRefusalText();
  return (
    <LessonCardView
      {...props}
      lesson={lesson}
      fields={(fieldsProps) => (
        <DocumentFields
          {...fieldsProps}
          log={log}
          document={document}
          change={change}
          isReadOnly={() => props.isReadOnly}
        />
      )}
      conflicts={conflictPathsOf(document).filter((path) => path.startsWith(`${at}/`)).length}
      refusal={refused && refusalText(refused)}
      mayStep={mayWriteAt(roles, document, `${at}/status`)}
      acts={{
        ...acts,
        onApplies: (codes) => void change([{ path: pathOf('lessons', lesson.id, 'applies'), value: codes }]),
        onStatus: (newStatus) => {
          const decided = decideLessonStatus(lesson, newStatus, roles);
          setRefused(decided.ok ? null : decided.refusal);
          if (decided.ok) void change(decided.value);
        },
      }}
    />
  );
}

interface LessonHandlers {
  readonly onMove: (step: 'up' | 'down') => void;
  readonly onRemove: () => void;
  readonly onToggle: () => void;
  readonly onStatus: (lessonStatus: LessonStatus) => void;
  readonly onApplies: (codes: readonly string[]) => void;
  readonly onOpenConflicts: () => void;
}

export type LessonFieldValues = { readonly [Name in LessonField]?: JsonValue };

interface LessonCardViewProps {
  readonly lesson: Lesson;
  /** The fields of these rows, each saved by itself. */
  readonly fields: (
    fieldsProps: Pick<RecordFieldsProps<LessonFieldValues>, 'subject' | 'rows' | 'options' | 'drawn'>,
  ) => ReactNode;
  /** Templates of workshops and dimensions of the instrument. */
  readonly subjects: readonly SelectOption<string>[];
  readonly isOpen: boolean;
  readonly conflicts: number;
  /** Why the status did not change. */
  readonly refusal: Message | null;
  readonly isReadOnly: boolean;
  readonly mayStep: boolean;
  readonly acts: LessonHandlers;
}

/** One lesson: its recommendation, and the whole form on demand. */
export function LessonCardView(props: LessonCardViewProps): ReactElement {
  const { lesson, isOpen, conflicts, refusal, isReadOnly, acts } = props;
  const translate = useTranslate();
  const name = lesson.recommendation || translate('lesson.untitled');
  return (
    <article className="wl-card" aria-label={translate('lesson.of', { text: name })}>
      {lessonFieldsOf(props, 'recommendation')}
      <div className="wl-head">
        <Pill
          text={translate(valueLabels.lessonStatus[lesson.status])}
          meaning={lesson.status === 'validated' || lesson.status === 'published' ? 'good' : undefined}
        />
        <span className="wl-meta">
          {[...lesson.applies, ...lesson.tags.map((tag) => `#${tag}`)].map((fact) => (
            <bdi key={fact}>{fact}</bdi>
          ))}
        </span>
        {conflicts > 0 && (
          <Button kind="quiet" onPress={acts.onOpenConflicts}>
            <Pill meaning="bad" text={translate('value.conflicts', { count: conflicts })} />
          </Button>
        )}
        <Button kind="quiet" icon={SlidersHorizontal} onPress={acts.onToggle}>
          {translate(isOpen ? 'lesson.less' : 'lesson.more')}
        </Button>
        {!isReadOnly && (
          <MenuButton
            label={translate('ui.more')}
            kind="quiet"
            choices={[
              { id: 'up', label: translate('workshop.session.up'), icon: ArrowUp },
              { id: 'down', label: translate('workshop.session.down'), icon: ArrowDown },
              { id: 'remove', label: translate('ui.remove'), icon: Trash2, isDanger: true },
            ]}
            onChoose={(act) => (act === 'remove' ? acts.onRemove() : acts.onMove(act))}
          />
        )}
      </div>
      {refusal !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(refusal)}
        </Banner>
      )}
      {isOpen && <LessonForm {...props} />}
    </article>
  );
}

function LessonForm(props: LessonCardViewProps): ReactElement {
  const { lesson, subjects, isReadOnly, mayStep, acts } = props;
  const translate = useTranslate();
  const subject = lessonSubjectOf(lesson);
  return (
    <div className="wl-form">
      {lessonFieldsOf(props, 'texts')}
      <div className="wl-fields">
        {lessonFieldsOf(props, 'facts', {
          applies: (
            <LongSelect
              label={translate('path.lesson.applies')}
              options={subjects}
              value={lesson.applies}
              onChange={acts.onApplies}
              isMultiple
              isReadOnly={isReadOnly}
            />
          ),
          status: (
            <RecordField
              subject={subject}
              name="status"
              value={lesson.status}
              onChange={(status) => acts.onStatus(LessonStatus.parse(status))}
              isReadOnly={!mayStep}
            />
          ),
        })}
      </div>
    </div>
  );
}

const lessonSubjectOf = ({ id }: Lesson): FormSubject => ({ kind: 'workshop', below: `lessons/${id}` });

const lessonFieldsOf = (
  { lesson, fields }: LessonCardViewProps,
  part: keyof typeof lessonRows,
  drawn?: RecordFieldsProps<LessonFieldValues>['drawn'],
): ReactNode =>
  fields({ subject: lessonSubjectOf(lesson), rows: lessonRows[part], options: lowTexts, drawn });

/** Texts begin with the height of one line, and grow. */
const lowTexts: RecordFieldsProps<LessonFieldValues>['options'] = Object.fromEntries(
  [...lessonRows.recommendation, ...lessonRows.texts].map((name) => [name, { rows: 1 }]),
);

const partLabels: { readonly [P in 'context' | 'happened' | 'cause' | 'recommendation']: PlainMessageKey } = {
  context: 'path.lesson.context',
  happened: 'path.lesson.happened',
  cause: 'path.lesson.cause',
  recommendation: 'path.lesson.recommendation',
};

/** Refusal of a step in words. */
function useRefusalText(): (lessonStatusRefusal: LessonStatusRefusal) => Message {
  const translate = useTranslate();
  const format = useFormat();
  return (lessonStatusRefusal) => {
    if (lessonStatusRefusal.kind === 'notValidator') return { key: 'lesson.notValidator' };
    const names = lessonStatusRefusal.missing.map((part) => translate(partLabels[part]));
    return { key: 'lesson.partsMissing', values: { what: format.list(names) } };
  };
}
