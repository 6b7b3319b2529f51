import type { ReactElement } from 'react';
import { type FormSubject, formFieldOf } from '#domain/kinds/form-field.ts';
import { useTranslate } from '#renderer/i18n';
import { type FieldProps, Select } from '#renderer/ui';

/** Dimension of an instrument as a choice. */
export interface DimensionChoice {
  readonly code: string;
  readonly title: string;
}

interface DimensionFieldProps extends Partial<Omit<FieldProps, 'path'>> {
  readonly subject: FormSubject;
  /** Path below the subject. */
  readonly name: string;
  readonly offered: readonly DimensionChoice[];
  /** Code; null or empty is blank. A code of another instrument stays a choice. */
  readonly value: string | null;
  readonly onChange: (code: string) => void;
}

/** Field of a form for one dimension, by its code. */
export function DimensionField(props: DimensionFieldProps): ReactElement {
  const { subject, name, offered, value, onChange, isReadOnly, ...field } = props;
  const translate = useTranslate();
  const isListed = value === null || value === '' || offered.some(({ code }) => code === value);
  return (
    <Select
      {...field}
      label={field.label ?? translate(formFieldOf(subject, name).label)}
      options={[
        ...offered.map(({ code, title }) => ({ id: code, label: `${code} ${title}` })),
        ...(isListed ? [] : [{ id: value, label: value }]),
      ]}
      value={value}
      onChange={onChange}
      isDisabled={isReadOnly}
    />
  );
}
