import { type ReactElement, useState } from 'react';
import { type JsonValue, textsInList } from '#base/json.ts';
import { enumerations } from '#domain/kinds/enumerations.ts';
import { type FormField, type FormSubject, formFieldOf } from '#domain/kinds/form-field.ts';
import { listedEnumerationOf } from '#domain/path-rules/path-field.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import {
  Checkbox,
  CheckRows,
  DateField,
  type FieldProps,
  NumberField,
  Select,
  type SelectOption,
  TextArea,
  type TextAreaProps,
  TextField,
  TimeField,
} from '#renderer/ui';
import { StateField } from './state-field.tsx';
import { valueLabelOf } from './value-labels.ts';
import { type KindNotation, notationOfKind } from './value-notations.ts';

/** Props of a field in which one form differs from its path rule, or from its values. */
export interface RecordFieldOptions
  extends Partial<FieldProps>,
    Pick<TextAreaProps, 'placeholder' | 'rows' | 'draft' | 'onBlur' | 'hasFirstFocus'> {
  /** Choices that are offered; by default all of the enumeration. */
  readonly choices?: readonly SelectOption<string>[] | undefined;
  /** Label of the choice that leaves the field blank; without it, a choice is changed and never taken back. */
  readonly blankChoice?: string | undefined;
  /** Value that holds, and is shown, while the field is blank. */
  readonly valueOfBlank?: JsonValue | undefined;
  /** Most letters of a text that is sent on a route with a lower limit than the path rule. */
  readonly mostLetters?: number | undefined;
}

interface RecordFieldProps extends RecordFieldOptions {
  readonly subject: FormSubject;
  /** Path below the subject. */
  readonly name: string;
  /** Undefined and null are blank. */
  readonly value: JsonValue | undefined;
  /** Gets a value of the kind that the path rule names; the owner decides on an empty text. */
  readonly onChange: (value: JsonValue) => void;
}

/** Field of a form by its path rule: label, kind of value, length, choices and help stand there. */
export function RecordField(props: RecordFieldProps): ReactElement {
  const {
    subject,
    name,
    value: storedValue,
    onChange,
    choices,
    blankChoice,
    valueOfBlank = null,
    rows,
    hasFirstFocus,
    mostLetters,
    ...options
  } = props;
  const translate = useTranslate();
  const { language } = useFormat();
  const formField = formFieldOf(subject, name);
  const value = storedValue ?? valueOfBlank;
  const field = {
    ...options,
    label: options.label ?? translate(formField.label),
    description: options.description ?? (formField.help && translate(formField.help)),
  };
  const text = typeof value === 'string' ? value : null;
  const maxLength = mostLetters ?? formField.mostLetters;
  const kindNotation = notationOfKind(formField.valueKind, language);
  if (kindNotation !== null) return <NotationField {...field} {...{ kindNotation, value, onChange }} />;
  switch (formField.valueKind) {
    case 'line':
      return (
        <TextField
          {...field}
          value={text ?? ''}
          onChange={onChange}
          maxLength={maxLength}
          autoFocus={hasFirstFocus}
        />
      );
    case 'lines':
      return (
        <TextArea
          {...field}
          value={text ?? ''}
          onChange={onChange}
          maxLength={maxLength}
          rows={rows ?? 4}
          hasFirstFocus={hasFirstFocus}
        />
      );
    case 'names':
      return <NamesField {...field} {...{ formField, rows, onChange }} value={textsInList(value)} />;
    case 'day':
      return <DateField {...field} value={text} onChange={onChange} />;
    case 'number':
      return (
        <NumberField
          {...field}
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
          isWhole
        />
      );
    case 'time':
      return <TimeField {...field} value={text} onChange={onChange} />;
    case 'state':
      return <StateField {...field} value={text} onChange={onChange} hasFirstFocus={hasFirstFocus} />;
    case 'flag':
      return <Checkbox {...field} state={value === true ? 'on' : 'off'} onChange={onChange} />;
    default:
      return <ChoiceField {...field} {...{ formField, value, onChange, choices, blankChoice }} />;
  }
}

type FieldOfRule = FieldProps &
  Pick<RecordFieldProps, 'onChange' | 'choices' | 'blankChoice'> & {
    readonly formField: FormField;
    readonly value: JsonValue;
  };

/** One value of an enumeration, or several of it in its order. */
function ChoiceField({
  formField,
  value,
  onChange,
  choices,
  blankChoice,
  ...field
}: FieldOfRule): ReactElement {
  const translate = useTranslate();
  const { choices: enumeration, valueKind } = formField;
  if (enumeration === null) throw new Error(`no form has a field for values of the kind ${valueKind}`);
  const values: readonly (string | number)[] = enumerations[enumeration];
  const options =
    choices ??
    values.map((one) => {
      const label = valueLabelOf(enumeration, one);
      return { id: String(one), label: label === undefined ? String(one) : translate(label) };
    });
  if (listedEnumerationOf(valueKind) === null)
    return (
      <Select
        {...field}
        isDisabled={field.isDisabled ?? field.isReadOnly}
        options={blankChoice === undefined ? options : [{ id: blankId, label: blankChoice }, ...options]}
        value={
          typeof value === 'string' || typeof value === 'number'
            ? String(value)
            : blankChoice === undefined
              ? null
              : blankId
        }
        onChange={(chosen) =>
          onChange(chosen === blankId ? null : (values.find((one) => String(one) === chosen) ?? chosen))
        }
      />
    );
  return (
    <CheckRows
      {...field}
      rows={options.map(({ id, label }) => ({ value: id, text: label, isMessage: true }))}
      value={textsInList(value)}
      onChange={(chosen) => onChange(options.map(({ id }) => id).filter((id) => chosen.includes(id)))}
      isCompact
    />
  );
}

/** Choice that leaves a field blank; no enumeration has an empty value. */
const blankId = '';

interface NotationFieldProps extends FieldProps, Pick<RecordFieldProps, 'onChange' | 'draft'> {
  readonly kindNotation: KindNotation;
  readonly value: JsonValue;
}

/** Value in its notation. A text that is no such value is named, stays as it is, and is accepted by no rule. */
function NotationField({
  kindNotation,
  value,
  onChange,
  problem,
  ...field
}: NotationFieldProps): ReactElement {
  const { notation, help, unread, mostLetters } = kindNotation;
  const translate = useTranslate();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (typeof value === 'string' ? value : notation.format(value));
  const isUnread = notation.parse(text) === undefined;
  return (
    <TextField
      {...field}
      description={field.description ?? (help && translate(help))}
      problem={problem ?? (isUnread ? translate(unread) : undefined)}
      value={text}
      onChange={(nextText) => {
        setTyped(nextText);
        onChange(notation.parse(nextText) ?? nextText);
      }}
      maxLength={mostLetters}
    />
  );
}

interface NamesFieldProps extends FieldProps, Pick<RecordFieldOptions, 'rows'> {
  readonly formField: FormField;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

/** Short texts, one on each line. A line that is too long, or one too many, is named and stays as it is. */
function NamesField({
  formField,
  value,
  onChange,
  problem,
  rows = 2,
  ...field
}: NamesFieldProps): ReactElement {
  const translate = useTranslate();
  const [typed, setTyped] = useState(value.join('\n'));
  const isRefused = !formField.accepts(value);
  return (
    <TextArea
      {...field}
      description={field.description ?? translate('ui.names.help')}
      problem={problem ?? (isRefused ? translate('ui.names.tooLong') : undefined)}
      value={typed}
      onChange={(text) => {
        setTyped(text);
        onChange(namesInLines(text));
      }}
      rows={rows}
    />
  );
}

/** Texts on the lines of a text, without blank ones. */
const namesInLines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
