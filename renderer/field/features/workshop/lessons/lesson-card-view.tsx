import { ArrowDown, ArrowUp, SlidersHorizontal, Trash2 } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { type Lesson, LessonStatus } from '#domain/workshop/lesson.ts';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
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

/** Free texts of a lesson, each with its personal data found. */
export interface LessonTexts {
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

export interface LessonHandlers {
  readonly onMove: (step: 'up' | 'down') => void;
  readonly onRemove: () => void;
  readonly onToggle: () => void;
  readonly onStatus: (status: LessonStatus) => void;
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
