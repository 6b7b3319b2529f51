import { type ReactElement, useCallback } from 'react';
import { type FormSubject, formFieldOf } from '#domain/kinds/form-field.ts';
import { useTranslate } from '#renderer/i18n';
import { type FieldProps, LongSelect } from '#renderer/ui';

interface NameFieldProps extends Partial<Omit<FieldProps, 'path'>> {
  readonly subject: FormSubject;
  /** Path below the subject. Its rule says whether it holds one name or several. */
  readonly name: string;
  /** Names to choose from; another one can be typed. */
  readonly offered: readonly string[];
  readonly value: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
  /** Has the focus when it appears. */
  readonly hasFirstFocus?: boolean | undefined;
}

/** Field of a form for names of entities: chosen from those in use, or typed. */
export function NameField({
  subject,
  name,
  offered,
  value,
  onChange,
  ...field
}: NameFieldProps): ReactElement {
  const translate = useTranslate();
  const { valueKind, label, mostLetters } = formFieldOf(subject, name);
  const otherLabel = useCallback(
    (typed: string) => translate('plan.names.other', { name: typed }),
    [translate],
  );
  return (
    <LongSelect
      {...field}
      label={field.label ?? translate(label)}
      options={offered.map((one) => ({ id: one, label: one }))}
      value={value.filter((one) => one !== '')}
      onChange={(names) => onChange(names.map((one) => one.slice(0, mostLetters)))}
      otherLabel={otherLabel}
      isMultiple={valueKind === 'names'}
    />
  );
}
