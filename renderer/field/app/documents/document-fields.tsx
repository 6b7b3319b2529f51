import type { ReactElement } from 'react';
import type { JsonValue } from '#base/json.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { type Path, pathOf } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { type FormField, formFieldOf, formPathOf } from '#domain/kinds/form-field.ts';
import { ClockTimeField } from '#renderer/field/parts/clock-time-field.tsx';
import { textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { RecordField, type RecordFieldOptions } from '#renderer/records/record-field.tsx';
import { FieldRows, type RecordFieldsProps } from '#renderer/records/record-fields.tsx';
import { TextChecksContext } from '#renderer/records/text-checks.ts';
import { type KindNotation, notationOfKind } from '#renderer/records/value-notations.ts';
import { Switch, TextField } from '#renderer/ui';
import { CheckedTextField } from './checked-text-field.tsx';
import type { RecordChange } from './use-document.ts';
import { editedValueOf, useValueDraft } from './use-draft.ts';

interface DocumentFieldsProps<Name extends string>
  extends Pick<
    RecordFieldsProps<{ readonly [N in Name]?: string }>,
    'subject' | 'rows' | 'options' | 'drawn'
  > {
  readonly log: LogId;
  readonly document: Document;
  readonly change: RecordChange['change'];
  /** Return whether the person may only read a field. */
  readonly isReadOnly: (name: Name) => boolean;
}

/**
 * Fields of a record on the screen, each by its path rule and saved by itself. A choice is saved at once, a text during
 * typing and with the personal data that is found in it.
 */
export function DocumentFields<Name extends string>(props: DocumentFieldsProps<Name>): ReactElement {
  const { rows, drawn, ...fields } = props;
  return (
    <FieldRows rows={rows} field={(name) => drawn?.[name] ?? <DocumentField {...fields} name={name} />} />
  );
}

type DocumentFieldProps<Name extends string> = Omit<DocumentFieldsProps<Name>, 'rows' | 'drawn'> & {
  readonly name: Name;
};

function DocumentField<Name extends string>(props: DocumentFieldProps<Name>): ReactElement {
  const { subject, name, log, document, change, options } = props;
  const translate = useTranslate();
  const { language } = useFormat();
  const formField = formFieldOf(subject, name);
  const path = pathOf(...formPathOf(subject, name).split('/'));
  const fieldOptions = options?.[name];
  const register = { log, document, path };
  const field = {
    label: fieldOptions?.label ?? translate(formField.label),
    description: fieldOptions?.description ?? (formField.help && translate(formField.help)),
    isReadOnly: props.isReadOnly(name),
    isRequired: fieldOptions?.isRequired,
  };
  const value = valueAt(document, path) ?? fieldOptions?.valueOfBlank;
  const save = (nextValue: JsonValue): void => void change([{ path, value: nextValue }]);
  const kindNotation = notationOfKind(formField.valueKind, language);
  if (kindNotation !== null)
    return <NotationRegisterField {...register} {...field} kindNotation={kindNotation} />;
  switch (formField.valueKind) {
    case 'names':
      // A list of lines would be written at each letter.
      throw new Error(`a list cannot be edited in place: ${path}`);
    case 'line':
    case 'lines':
      return (
        <TextRegisterField
          {...register}
          {...field}
          formField={formField}
          rows={fieldOptions?.rows}
          placeholder={fieldOptions?.placeholder}
        />
      );
    case 'time':
      return <ClockTimeField {...field} value={typeof value === 'string' ? value : null} onSave={save} />;
    case 'flag':
      return <Switch {...field} isOn={value === true} onChange={save} isDisabled={field.isReadOnly} />;
    default:
      return (
        <RecordField
          {...fieldOptions}
          subject={subject}
          name={name}
          value={value}
          onChange={save}
          isReadOnly={field.isReadOnly}
        />
      );
  }
}

interface RegisterFieldProps {
  readonly log: LogId;
  readonly document: Document;
  readonly path: Path;
  readonly label: string;
  readonly description: string | undefined;
  readonly isReadOnly: boolean;
  readonly isRequired: boolean | undefined;
}

interface TextRegisterFieldProps
  extends RegisterFieldProps,
    Pick<RecordFieldOptions, 'rows' | 'placeholder'> {
  readonly formField: FormField;
}

/** Text that is saved during typing. */
function TextRegisterField({ formField, rows, ...field }: TextRegisterFieldProps): ReactElement {
  const textField = <CheckedTextField {...field} rows={rows ?? (formField.valueKind === 'line' ? 1 : 4)} />;
  return formField.isCheckedForPersonalData ? (
    textField
  ) : (
    <TextChecksContext value={null}>{textField}</TextChecksContext>
  );
}

/** Value in its notation, saved as soon as the text is such a value. */
function NotationRegisterField({
  kindNotation: { notation, help, unread, mostLetters },
  log,
  document,
  path,
  ...field
}: RegisterFieldProps & { readonly kindNotation: KindNotation }): ReactElement {
  const translate = useTranslate();
  const valueDraft = useValueDraft(log, document, path, notation);
  return (
    <TextField
      {...field}
      description={field.description ?? (help && translate(help))}
      {...textFieldPropsOf(editedValueOf(valueDraft, unread), translate)}
      maxLength={mostLetters}
    />
  );
}
