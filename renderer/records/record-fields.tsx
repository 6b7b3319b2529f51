import { type ReactElement, useMemo, useState } from 'react';
import { RequestArea, RequestChannel, type RequestForm, RequestSupport } from '#domain/request/request.ts';
import { stateCodes, stateNameIn } from '#domain/states/state-names.ts';
import { languageFacts, useLanguage, useTranslate } from '#renderer/i18n';
import { CheckRows, DateField, type FieldProps, LongSelect, Select } from '#renderer/ui';
import { valueLabels } from './value-labels.ts';

interface StateFieldProps extends Omit<FieldProps, 'label'> {
  /** Default: the label of a record's State. */
  readonly label?: string | undefined;
  /** ISO 3166 alpha-2; null is blank. */
  readonly value: string | null;
  readonly onChange: (state: string | null) => void;
  /** Has the focus when it appears. */
  readonly hasFirstFocus?: boolean | undefined;
}

/** Choice of a State by its name in the reader's language. */
export function StateField({ label, value, onChange, ...field }: StateFieldProps): ReactElement {
  const translate = useTranslate();
  const [first] = useState(value);
  return (
    <LongSelect
      {...field}
      label={label ?? translate('path.country')}
      options={useStateOptions(first, value)}
      value={value === null ? [] : [value]}
      onChange={([state]) => onChange(state ?? null)}
    />
  );
}

/** States in the order of their names. A stored code of no State, as in exercises, stays a choice. */
function useStateOptions(first: string | null, value: string | null) {
  const language = useLanguage();
  return useMemo(() => {
    const codes = new Set([...stateCodes, ...[first, value].filter((code) => code !== null)]);
    const order = new Intl.Collator(languageFacts[language].locale);
    return [...codes]
      .map((id) => ({ id, label: stateNameIn(id, language) }))
      .toSorted((a, b) => order.compare(a.label, b.label));
  }, [first, value, language]);
}

/** Fields of a request without typed words. Where words are written, each app has its own fields. */
type RequestChoicePath =
  | 'state'
  | 'received-on'
  | 'channel'
  | 'areas'
  | 'support'
  | 'wanted-from'
  | 'wanted-to';

interface RequestChoiceFieldProps extends Pick<StateFieldProps, 'problem' | 'isReadOnly' | 'hasFirstFocus'> {
  readonly path: RequestChoicePath;
  readonly form: RequestForm;
  readonly onChange: (part: Partial<RequestForm>) => void;
}

/** Field of a request to choose its value, the same at headquarters and in the field. */
export function RequestChoiceField(props: RequestChoiceFieldProps): ReactElement {
  const { path, form, onChange, hasFirstFocus, ...field } = props;
  const translate = useTranslate();
  switch (path) {
    case 'state':
      return (
        <StateField
          {...field}
          value={form.state}
          onChange={(state) => onChange({ state })}
          hasFirstFocus={hasFirstFocus}
          isRequired
        />
      );
    case 'received-on':
      return (
        <DateField
          {...field}
          label={translate('path.request.receivedOn')}
          value={form['received-on']}
          onChange={(day) => onChange({ 'received-on': day })}
          isRequired
        />
      );
    case 'channel':
      return (
        <Select
          label={translate('path.request.channel')}
          options={RequestChannel.options.map((id) => ({
            id,
            label: translate(valueLabels.requestChannel[id]),
          }))}
          value={form.channel}
          onChange={(channel) => field.isReadOnly !== true && onChange({ channel })}
        />
      );
    case 'areas':
      return (
        <CheckRows
          {...field}
          label={translate('path.request.areas')}
          rows={RequestArea.options.map((value) => ({
            value,
            text: translate(valueLabels.requestArea[value]),
            isMessage: true,
          }))}
          value={form.areas}
          onChange={(areas) => onChange({ areas: inOrderOf(RequestArea.options, areas) })}
          isCompact
        />
      );
    case 'support':
      return (
        <CheckRows
          {...field}
          label={translate('path.request.support')}
          rows={RequestSupport.options.map((value) => ({
            value,
            text: translate(valueLabels.requestSupport[value]),
          }))}
          value={form.support}
          onChange={(support) => onChange({ support: inOrderOf(RequestSupport.options, support) })}
          isCompact
        />
      );
    case 'wanted-from':
      return (
        <DateField
          {...field}
          label={translate('path.request.wantedFrom')}
          value={form['wanted-from']}
          onChange={(day) => onChange({ 'wanted-from': day })}
        />
      );
    case 'wanted-to':
      return (
        <DateField
          {...field}
          label={translate('path.request.wantedTo')}
          value={form['wanted-to']}
          onChange={(day) => onChange({ 'wanted-to': day })}
        />
      );
  }
}

/** Chosen values in the order of their list. */
const inOrderOf = <Value extends string>(
  options: readonly Value[],
  chosen: readonly string[],
): readonly Value[] => options.filter((one) => chosen.includes(one));
