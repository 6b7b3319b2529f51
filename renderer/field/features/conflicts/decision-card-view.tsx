import { Combine, PenLine } from 'lucide-react';
import type { ReactElement, Ref } from 'react';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import {
  Banner,
  Button,
  Card,
  Form,
  FormActs,
  KeyHint,
  LevelChip,
  type MaturityChipLevel,
  RadioRows,
  RelativeTime,
  TextArea,
  TextField,
  TextLink,
} from '#renderer/ui';
import type { ConflictDecision, DecisionValue } from './conflict-decisions.ts';
import './conflicts.css';
import type { JsonValue } from '#base/json.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import type { AnswerWriterLookup } from '#renderer/field/parts/answer-sides-view.tsx';
import type { RegisterDescription } from '#renderer/field/parts/describe-register.ts';
import { valuesOfList } from '#renderer/records/value-labels.ts';
import {
  decisionTitle,
  decisionValueText,
  levelInValue,
  registerValueText,
  valueWritersText,
} from './decision-labels.ts';

interface DecisionCardViewProps {
  readonly decision: ConflictDecision;
  readonly writerOf: AnswerWriterLookup;
  /** The one that the keys act on. */
  readonly isCurrent: boolean;
  readonly isReadOnly: boolean;
  /** Address of the record, at the screen in question. */
  readonly href: string;
  /** Third value in writing; null while there is none. */
  readonly written: string | null;
  readonly problem: Message | null;
  readonly acts: DecisionHandlers;
  readonly ref?: Ref<HTMLElement> | undefined;
}

/** One decision: its values side by side, their writers and times, and the acts. */
export function DecisionCardView(props: DecisionCardViewProps): ReactElement {
  const { decision, writerOf, isCurrent, isReadOnly, href, written, problem, acts, ref } = props;
  const translate = useTranslate();
  const formatting = { translate, format: useFormat() };
  const { description, values } = decision;
  const title = decisionTitle(formatting, decision);
  return (
    <Card isCurrent={isCurrent} label={title} ref={ref}>
      <header className="cf-head">
        <h3>
          {description.subject !== null && <bdi className="cf-subject">{translate(description.subject)}</bdi>}
          <span className="cf-what">{translate(description.what)}</span>
        </h3>
        <TextLink href={href}>{translate('conflict.goTo')}</TextLink>
      </header>
      {description.valueKind === 'removed' && decision.wasEdited && (
        <p className="cf-explained">{translate('conflict.removedWhileEdited')}</p>
      )}
      {description.valueKind === 'order' && <p className="cf-explained">{translate('conflict.place')}</p>}
      <div className="cf-values">
        {values.map((decisionValue, at) => (
          <DecisionValueView
            key={decisionValue.key}
            decision={decision}
            value={decisionValue}
            writerOf={writerOf}
            keyHint={String(at + 1)}
            onKeep={isReadOnly ? undefined : () => acts.onKeep(at)}
          />
        ))}
      </div>
      {isReadOnly && <p className="cf-explained">{translate('conflict.readOnly')}</p>}
      {!isReadOnly && written === null && (acts.onKeepBoth || acts.onWrite) && (
        <div className="cf-acts">
          {acts.onKeepBoth && (
            <Button icon={Combine} onPress={acts.onKeepBoth}>
              {translate('conflict.both')} <KeyHint keys="0" />
            </Button>
          )}
          {acts.onWrite && (
            <Button icon={PenLine} onPress={acts.onWrite}>
              {translate('conflict.write')} <KeyHint keys="Alt W" />
            </Button>
          )}
        </div>
      )}
      {written !== null && (
        <WriteOtherValueView
          decision={decision.id}
          description={description}
          written={written}
          problem={problem}
          acts={acts}
        />
      )}
      {written === null && problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
    </Card>
  );
}

/** One of a closed list of values; `level` and `descriptor` where it is a maturity level. */
interface ValueChoice {
  readonly id: string;
  readonly value: JsonValue;
  readonly level?: MaturityChipLevel;
  /** The instrument's descriptor of this level; empty for other values. */
  readonly descriptor: string;
}

/** All values that a register may get, where there is a closed list; null where a person writes. */
export function valueChoicesOf({ valueKind, target }: RegisterDescription): readonly ValueChoice[] | null {
  switch (valueKind) {
    case 'level':
      return levelChoices(target).map((choice) => ({ ...choice, value: choice.level }));
    default: {
      const values = valuesOfList(valueKind);
      return values && values.map((value) => ({ id: String(value), value, descriptor: '' }));
    }
  }
}

const maturityLevels: readonly MaturityChipLevel[] = [1, 2, 3, 4, 5];

function levelChoices(target: RegisterDescription['target']) {
  const question = target !== null && 'question' in target ? target.question : '';
  const descriptors = defaultMaturityModel.dimensions
    .flatMap(({ indicators }) => indicators)
    .find(({ id }) => id === question)?.levels;
  return maturityLevels.map((maturityChipLevel) => ({
    id: String(maturityChipLevel),
    level: maturityChipLevel,
    descriptor: descriptors?.[maturityChipLevel - 1] ?? '',
  }));
}

interface DecisionValueViewProps {
  readonly decision: ConflictDecision;
  readonly value: DecisionValue;
  readonly writerOf: AnswerWriterLookup;
  readonly keyHint: string;
  /** Absent where nothing may be decided. */
  readonly onKeep?: (() => void) | undefined;
}

/** One of the values between which a person decides: text, writer, time and laptop. */
function DecisionValueView(props: DecisionValueViewProps): ReactElement {
  const { decision, value, writerOf, keyHint, onKeep } = props;
  const translate = useTranslate();
  const formatting = { translate, format: useFormat() };
  const { description } = decision;
  const text = decisionValueText(formatting, decision, value);
  const who = valueWritersText(formatting, value, writerOf);
  const maturityChipLevel = levelInValue(description.valueKind, value.value);
  const descriptor =
    maturityChipLevel === null
      ? ''
      : valueChoicesOf(description)?.find((valueChoice) => valueChoice.level === maturityChipLevel)
          ?.descriptor;
  const newestMs = value.writers[0]?.atMs;
  return (
    <div className="cf-value">
      <div className="cf-value-text" data-sort={description.valueKind}>
        {maturityChipLevel !== null && <LevelChip level={maturityChipLevel} isDecorative />}
        <div>
          <p className="cf-value-main" dir="auto">
            {text}
          </p>
          {descriptor !== undefined && descriptor !== '' && (
            <p className="cf-value-more" dir="auto">
              {descriptor}
            </p>
          )}
        </div>
      </div>
      <div className="cf-value-foot">
        <p className="cf-value-who">
          {who}
          {newestMs !== undefined && (
            <>
              <br />
              <RelativeTime atMs={newestMs} show="moment" />
            </>
          )}
        </p>
        {onKeep && (
          <span className="cf-keep">
            <Button onPress={onKeep} label={translate('conflict.keepLabel', { value: text, who })}>
              {translate('conflict.keep')}
            </Button>
            <KeyHint keys={keyHint} />
          </span>
        )}
      </div>
    </div>
  );
}

interface WriteOtherValueViewProps {
  /** Id of the decision. */
  readonly decision: string;
  readonly description: RegisterDescription;
  /** A text, or the id of a choice. */
  readonly written: string;
  readonly problem: Message | null;
  readonly acts: {
    readonly onWritten: (text: string) => void;
    readonly onSave: () => void;
    readonly onCancel: () => void;
  };
}

/** Value of one's own in place of the present ones. */
function WriteOtherValueView({
  decision,
  description,
  written,
  problem,
  acts,
}: WriteOtherValueViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <Form
      name={`decision ${decision}`}
      className="cf-write"
      label={translate('conflict.write')}
      onSubmit={acts.onSave}
    >
      <WrittenValueField
        description={description}
        written={written}
        problem={problem}
        onWritten={acts.onWritten}
      />
      <FormActs className="cf-acts">
        <Button kind="primary" type="submit">
          {translate('conflict.save')}
        </Button>
        <KeyHint keys="Ctrl Enter" />
        <Button onPress={acts.onCancel}>{translate('ui.cancel')}</Button>
      </FormActs>
    </Form>
  );
}

interface WrittenValueFieldProps
  extends Pick<WriteOtherValueViewProps, 'description' | 'written' | 'problem'> {
  readonly onWritten: (text: string) => void;
}

function WrittenValueField({
  description,
  written,
  problem,
  onWritten,
}: WrittenValueFieldProps): ReactElement {
  const translate = useTranslate();
  const formatting = { translate, format: useFormat() };
  const valueChoices = valueChoicesOf(description);
  const field = {
    label: translate('conflict.third'),
    value: written,
    onChange: onWritten,
    problem: problem === null ? undefined : translate(problem),
  };
  if (valueChoices) {
    return (
      <RadioRows
        {...field}
        rows={valueChoices.map(({ id, value, level, descriptor }) => ({
          value: id,
          level,
          text: descriptor === '' ? registerValueText(formatting, description.valueKind, value) : descriptor,
        }))}
        value={written === '' ? null : written}
      />
    );
  }
  if (description.valueKind === 'lines') return <TextArea {...field} rows={4} />;
  return (
    <TextField
      {...field}
      {...(description.valueKind === 'day' && { placeholder: '2026-11-24', maxLength: 10 })}
      {...(description.valueKind === 'line' && { maxLength: 400 })}
    />
  );
}

/** Acts of a person on a decision. */
export interface DecisionHandlers {
  readonly onKeep: (at: number) => void;
  /** Absent where the values are no texts, or would be too long together. */
  readonly onKeepBoth?: (() => void) | undefined;
  /** Absent where only present values can be kept. */
  readonly onWrite?: (() => void) | undefined;
  readonly onWritten: (text: string) => void;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}
