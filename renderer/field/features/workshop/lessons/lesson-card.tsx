import { ArrowDown, ArrowUp, SlidersHorizontal, Trash2 } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { conflictPathsOf } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import { mayWriteAt } from '#domain/kinds/permit.ts';
import { decideLessonStatus, type Lesson, type LessonStatusRefusal } from '#domain/workshop/lesson.ts';
import { LessonStatus } from '#domain/workshop/lesson-status.ts';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import { type RecordChange } from '#renderer/field/app/documents/use-document.ts';
import {
  editedTextOf,
  editedValueOf,
  nameListNotation,
  useDraft,
  useValueDraft,
} from '#renderer/field/app/documents/use-draft.ts';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { type Message, type PlainMessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import {
  Banner,
  Button,
  DateField,
  LongSelect,
  MenuButton,
  Pill,
  Select,
  type SelectOption,
  TextArea,
  TextField,
} from '#renderer/ui';
import './lessons.css';

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
  const tagsDraft = useValueDraft(log, document, `${at}/tags`, nameListNotation);
  const choose = (part: 'applies' | 'review-on', value: readonly string[] | string | null): void =>
    void change([{ path: pathOf('lessons', lesson.id, part), value }]);
  return (
    <LessonCardView
      {...props}
      lesson={lesson}
      texts={useLessonTexts(queryResult, at, props.isReadOnly)}
      tags={editedValueOf(tagsDraft, 'frame.refused.invalidValue')}
      conflicts={conflictPathsOf(document).filter((path) => path.startsWith(`${at}/`)).length}
      refusal={refused && refusalText(refused)}
      mayStep={mayWriteAt(roles, document, `${at}/status`)}
      acts={{
        ...acts,
        onApplies: (codes) => choose('applies', codes),
        onReviewOn: (day) => choose('review-on', day),
        onStatus: (newStatus) => {
          const decided = decideLessonStatus(lesson, newStatus, roles);
          setRefused(decided.ok ? null : decided.refusal);
          if (decided.ok) void change(decided.value);
        },
      }}
    />
  );
}

/** Free texts of a lesson, each with its personal data found. */
interface LessonTexts {
  readonly recommendation: LessonText;
  readonly context: LessonText;
  readonly happened: LessonText;
  readonly cause: LessonText;
  readonly evidence: LessonText;
}

interface LessonText {
  readonly edited: EditedText;
  readonly hits: ReactNode;
}

interface LessonHandlers {
  readonly onMove: (step: 'up' | 'down') => void;
  readonly onRemove: () => void;
  readonly onToggle: () => void;
  readonly onStatus: (lessonStatus: LessonStatus) => void;
  readonly onApplies: (codes: readonly string[]) => void;
  readonly onReviewOn: (day: string | null) => void;
  readonly onOpenConflicts: () => void;
}

interface LessonCardViewProps {
  readonly lesson: Lesson;
  readonly texts: LessonTexts;
  readonly tags: EditedText;
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
  const { lesson, texts, isOpen, conflicts, refusal, isReadOnly, acts } = props;
  const translate = useTranslate();
  const name = lesson.recommendation || translate('lesson.untitled');
  return (
    <article className="wl-card" aria-label={translate('lesson.of', { text: name })}>
      <LessonTextField
        label={translate('path.lesson.recommendation')}
        text={texts.recommendation}
        isReadOnly={isReadOnly}
      />
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
  const { lesson, texts, tags, subjects, isReadOnly, mayStep, acts } = props;
  const translate = useTranslate();
  return (
    <div className="wl-form">
      <LessonTextField
        label={translate('path.lesson.context')}
        text={texts.context}
        isReadOnly={isReadOnly}
      />
      <LessonTextField
        label={translate('path.lesson.happened')}
        text={texts.happened}
        isReadOnly={isReadOnly}
      />
      <LessonTextField label={translate('path.lesson.cause')} text={texts.cause} isReadOnly={isReadOnly} />
      <LessonTextField label={translate('path.evidence')} text={texts.evidence} isReadOnly={isReadOnly} />
      <div className="wl-fields">
        <LongSelect
          label={translate('path.lesson.applies')}
          options={subjects}
          value={lesson.applies}
          onChange={acts.onApplies}
          isMultiple
          isReadOnly={isReadOnly}
        />
        <TextField
          label={translate('path.tags')}
          description={translate('entry.tagsHow')}
          {...textFieldPropsOf(tags, translate)}
          isReadOnly={isReadOnly}
        />
        <DateField
          label={translate('path.lesson.reviewOn')}
          value={lesson.reviewOn}
          onChange={acts.onReviewOn}
          isReadOnly={isReadOnly}
        />
        <Select
          label={translate('path.status')}
          options={LessonStatus.options.map((id) => ({ id, label: translate(valueLabels.lessonStatus[id]) }))}
          value={lesson.status}
          onChange={acts.onStatus}
          isDisabled={!mayStep}
        />
      </div>
    </div>
  );
}

interface LessonTextFieldProps {
  readonly label: string;
  readonly text: LessonText;
  readonly isReadOnly: boolean;
}

function LessonTextField({ label, text, isReadOnly }: LessonTextFieldProps): ReactElement {
  const translate = useTranslate();
  return (
    <>
      <TextArea
        label={label}
        rows={1}
        maxLength={20_000}
        {...textFieldPropsOf(text.edited, translate)}
        isReadOnly={isReadOnly}
      />
      {text.hits}
    </>
  );
}

function useLessonTexts(
  { log, document }: DocumentQueryResult,
  at: string,
  isReadOnly: boolean,
): LessonTexts {
  const recommendation = editedTextOf(useDraft(log, document, `${at}/recommendation`));
  const context = editedTextOf(useDraft(log, document, `${at}/context`));
  const happened = editedTextOf(useDraft(log, document, `${at}/happened`));
  const cause = editedTextOf(useDraft(log, document, `${at}/cause`));
  const evidence = editedTextOf(useDraft(log, document, `${at}/evidence`));
  const checked = (editedText: typeof context) => ({
    edited: editedText,
    hits: <CheckedTextHits text={editedText.text} onChange={isReadOnly ? undefined : editedText.onChange} />,
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
function useRefusalText(): (lessonStatusRefusal: LessonStatusRefusal) => Message {
  const translate = useTranslate();
  const format = useFormat();
  return (lessonStatusRefusal) => {
    if (lessonStatusRefusal.kind === 'notValidator') return { key: 'lesson.notValidator' };
    const names = lessonStatusRefusal.missing.map((part) => translate(partLabels[part]));
    return { key: 'lesson.partsMissing', values: { what: format.list(names) } };
  };
}
