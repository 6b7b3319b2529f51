import { type ReactElement, type ReactNode, useState } from 'react';
import type { JsonValue } from '#base/json.ts';
import { type FormSubject, formFieldOf } from '#domain/kinds/form-field.ts';
import type { ValueKind } from '#domain/path-rules/path-field.ts';
import { useTranslate } from '#renderer/i18n';
import { FormDialog, TextHitList } from '#renderer/ui';
import { useFormHits } from './form-hits.ts';
import {
  type FieldName,
  type FieldProblems,
  type FormValues,
  RecordFields,
  type RecordFieldsProps,
} from './record-fields.tsx';
import { notationOfKind } from './value-notations.ts';

interface RecordFormDialogProps<Values extends FormValues>
  extends Pick<RecordFieldsProps<Values>, 'subject' | 'isReadOnly'> {
  /** Fields in their order, which may depend on their values. */
  readonly rows: (values: Values) => RecordFieldsProps<Values>['rows'];
  readonly title: string;
  /** Label of the button that ends it, which may depend on the values. */
  readonly act: string | ((values: Values) => string);
  /** Its act takes something away. */
  readonly isDanger?: boolean | undefined;
  readonly width?: 'm' | 'l' | undefined;
  /** Values of the record. A text that stays as it is has been checked by its writer. */
  readonly stored: Values;
  /** Values of the fields that the person did not change; by default those of the record. */
  readonly start?: Values | ((changed: Partial<Values>) => Values) | undefined;
  readonly findProblems?: ((values: Values) => FieldProblems<Values>) | undefined;
  /** Obstacle of a save that is not about one field. */
  readonly findObstacle?: ((values: Values) => string | undefined) | undefined;
  /** Reason why the last save was not taken. */
  readonly refusal?: string | null | undefined;
  /** Problems are named from the beginning; otherwise after the first try. */
  readonly isTried?: boolean | undefined;
  readonly options?: ((values: Values) => RecordFieldsProps<Values>['options']) | undefined;
  readonly drawn?:
    | ((
        values: Values,
        change: ChangeValues<Values>,
        problems: FieldProblems<Values>,
      ) => RecordFieldsProps<Values>['drawn'])
    | undefined;
  /** Fields of the rows of a list, which the form draws itself. */
  readonly list?: ((values: Values, change: ChangeValues<Values>) => DrawnList<Values>) | undefined;
  readonly above?: ((values: Values, change: ChangeValues<Values>) => ReactNode) | undefined;
  readonly below?:
    | ((values: Values, change: ChangeValues<Values>, problems: FieldProblems<Values>) => ReactNode)
    | undefined;
  /** Heading of the fields, where the form has other parts too. */
  readonly fieldsTitle?: string | undefined;
  /** Further buttons, after those that save and cancel. */
  readonly furtherActs?: ReactNode;
  /** Save the values. Answers whether a record took them: the drafts of the texts end then. */
  readonly onSave: (values: Values) => Promise<boolean>;
  readonly onClose: () => void;
}

export type ChangeValues<Values> = (part: Partial<Values>) => void;

interface DrawnList<Values extends FormValues> {
  readonly names: readonly FieldName<Values>[];
  readonly content: ReactNode;
}

/**
 * Dialog with fields of a record that are saved all at once. It names problems beside their fields, checks new words for
 * personal data, and saves nothing until both are settled.
 */
export function RecordFormDialog<Values extends FormValues>(
  props: RecordFormDialogProps<Values>,
): ReactElement {
  const { title, act, width, subject, stored, start = stored, refusal = null, isReadOnly } = props;
  const { fieldsTitle, furtherActs, onSave, onClose } = props;
  const translate = useTranslate();
  const [changed, setChanged] = useState<Partial<Values>>({});
  const [isTried, setIsTried] = useState(props.isTried ?? false);
  const startOf = (changedValues: Partial<Values>): Values =>
    typeof start === 'function' ? start(changedValues) : start;
  const values: Values = { ...startOf(changed), ...changed };
  const change = (part: Partial<Values>): void => {
    const nextChanged = { ...changed, ...part };
    setChanged(differingValues(nextChanged, startOf(nextChanged)));
  };
  const rows = props.rows(values);
  const list = props.list?.(values, change);
  const names = [...rows.flat(), ...(list?.names ?? [])] as FieldName<Values>[];
  const formHits = useFormHits(newWordsOf(subject, names, stored, values), (name, value) =>
    // The words of a field without a part of them.
    change({ [name]: value } as Partial<Values>),
  );
  const options = props.options?.(values);
  const problems = props.findProblems?.(values) ?? {};
  const obstacle = props.findObstacle?.(values);
  const isReady =
    obstacle === undefined &&
    !formHits.isBlocking &&
    Object.values(problems).every((problem) => problem === undefined) &&
    names.every((name) => !isRefused(subject, name, values[name], options?.[name]?.mostLetters));
  const shownProblems = isTried ? problems : {};
  const save = (): Promise<boolean> => {
    setIsTried(true);
    return isReady ? onSave(values) : Promise.resolve(false);
  };
  return (
    <FormDialog
      title={title}
      act={typeof act === 'string' ? act : act(values)}
      isDanger={props.isDanger}
      width={width}
      problem={
        (isTried ? (formHits.isBlocking ? translate('review.check.open') : obstacle) : undefined) ?? refusal
      }
      onAct={save}
      onClose={onClose}
      isReadOnly={isReadOnly}
      furtherActs={furtherActs}
    >
      {props.above?.(values, change)}
      <FieldGroup title={fieldsTitle}>
        <RecordFields
          subject={subject}
          rows={rows}
          values={values}
          onChange={change}
          problems={shownProblems}
          options={options}
          drawn={props.drawn?.(values, change, shownProblems)}
          isReadOnly={isReadOnly}
        />
      </FieldGroup>
      {list?.content}
      <TextHitList hits={formHits.hits} onConfirm={formHits.onConfirm} onRemove={formHits.onRemove} />
      {props.below?.(values, change, shownProblems)}
    </FormDialog>
  );
}

/** Values that are not those of the start: a field that has its first value again counts as unchanged. */
const differingValues = <Values extends FormValues>(
  changed: Partial<Values>,
  start: Values,
): Partial<Values> =>
  Object.fromEntries(
    Object.entries(changed).filter(([name, value]) => value !== start[name]),
  ) as Partial<Values>; // a part of the same values

/** Fields of a form under a heading, where it has one. */
function FieldGroup({
  title,
  children,
}: {
  readonly title: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  if (title === undefined) return children;
  return (
    <fieldset className="fb-form-group">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

/** Words of people in the form that the record does not have. */
const newWordsOf = <Values extends FormValues>(
  formSubject: FormSubject,
  names: readonly FieldName<Values>[],
  stored: Values,
  values: Values,
): Readonly<Record<string, JsonValue>> =>
  Object.fromEntries(
    names.flatMap((name) =>
      formFieldOf(formSubject, name).isCheckedForPersonalData && values[name] !== stored[name]
        ? [[name, values[name] ?? null]]
        : [],
    ),
  );

/** Return whether a text is longer than its register takes, or no value of its kind. Its field says so. */
function isRefused(
  formSubject: FormSubject,
  name: string,
  value: JsonValue | undefined,
  lowerLimit: number | undefined,
): boolean {
  const { mostLetters, valueKind, accepts } = formFieldOf(formSubject, name);
  if (isReadFromText(valueKind)) return value !== undefined && !accepts(value);
  return typeof value === 'string' && value.length > (lowerLimit ?? mostLetters ?? Infinity);
}

/** Return whether a value is read from a text, which may be none of its kind. */
const isReadFromText = (valueKind: ValueKind): boolean =>
  valueKind === 'names' || notationOfKind(valueKind, 'en') !== null;
