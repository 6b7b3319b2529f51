import type { ReactElement } from 'react';
import { type Document, valueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { formFieldOf, formPathOf } from '#domain/kinds/form-field.ts';
import { useTranslate } from '#renderer/i18n';
import { RecordField } from '#renderer/records/record-field.tsx';
import { FieldRows, type RecordFieldsProps } from '#renderer/records/record-fields.tsx';
import { CheckedTextField } from './checked-text-field.tsx';
import type { RecordChange } from './use-document.ts';

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
 * Fields of a record on the screen, each by its path rule and saved by itself: a choice at once, a text during typing and
 * with the personal data that is found in it.
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
  const { valueKind, label, help } = formFieldOf(subject, name);
  const path = pathOf(...formPathOf(subject, name).split('/'));
  const fieldOptions = options?.[name];
  const isReadOnly = props.isReadOnly(name);
  // A list of lines would be written at each letter.
  if (valueKind === 'names') throw new Error(`a list cannot be edited in place: ${path}`);
  if (valueKind === 'line' || valueKind === 'lines')
    return (
      <CheckedTextField
        log={log}
        document={document}
        path={path}
        rows={fieldOptions?.rows ?? (valueKind === 'line' ? 1 : 4)}
        placeholder={fieldOptions?.placeholder}
        label={fieldOptions?.label ?? translate(label)}
        description={fieldOptions?.description ?? (help && translate(help))}
        isReadOnly={isReadOnly}
      />
    );
  return (
    <RecordField
      {...fieldOptions}
      subject={subject}
      name={name}
      value={valueAt(document, path)}
      onChange={(value) => void change([{ path, value }])}
      isReadOnly={isReadOnly}
    />
  );
}
