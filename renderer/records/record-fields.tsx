import { Fragment, type ReactElement, type ReactNode } from 'react';
import type { JsonValue } from '#base/json.ts';
import type { FormSubject } from '#domain/kinds/form-field.ts';
import { RecordField, type RecordFieldOptions } from './record-field.tsx';

/** Values of a form by the names of its fields: paths below its subject. */
export type FormValues = Readonly<Record<string, JsonValue | undefined>>;

/** Name of a field, or names of short fields that stand side by side. */
export type FieldRow<Name extends string> = Name | readonly Name[];

export interface RecordFieldsProps<Values extends FormValues> {
  readonly subject: FormSubject;
  /** Fields in their order. */
  readonly rows: readonly FieldRow<FieldName<Values>>[];
  readonly values: Values;
  readonly onChange: (part: Partial<Values>) => void;
  /** Problem and remedy of a field, by its name. */
  readonly problems?: FieldProblems<Values> | undefined;
  /** Props in which this form differs from the path rules. */
  readonly options?: { readonly [Name in FieldName<Values>]?: RecordFieldOptions } | undefined;
  /** Fields that this form draws itself: their choices are records. */
  readonly drawn?: { readonly [Name in FieldName<Values>]?: ReactNode } | undefined;
  readonly isReadOnly?: boolean | undefined;
}

export type FieldName<Values> = keyof Values & string;

export type FieldProblems<Values> = { readonly [Name in FieldName<Values>]?: string | undefined };

/** Fields of a form, each by its path rule. */
export function RecordFields<Values extends FormValues>(props: RecordFieldsProps<Values>): ReactElement {
  const { subject, rows, values, onChange, problems, options, drawn, isReadOnly } = props;
  return (
    <FieldRows
      rows={rows}
      field={(name) =>
        drawn?.[name] ?? (
          <RecordField
            isReadOnly={isReadOnly}
            problem={problems?.[name]}
            {...options?.[name]}
            subject={subject}
            name={name}
            value={values[name]}
            // The field gives a value of the kind in the path rule, as `values` has it.
            onChange={(value) => onChange({ [name]: value } as Partial<Values>)}
          />
        )
      }
    />
  );
}

interface FieldRowsProps<Name extends string> {
  readonly rows: readonly FieldRow<Name>[];
  readonly field: (name: Name) => ReactNode;
}

/** Fields one below the other, and those of one row side by side where there is room. */
export function FieldRows<Name extends string>({ rows, field }: FieldRowsProps<Name>): ReactElement {
  return (
    <>
      {rows.map((row) =>
        typeof row === 'string' ? (
          <Fragment key={row}>{field(row)}</Fragment>
        ) : (
          <div key={row.join(' ')} className="fb-form-pair">
            {row.map((name) => (
              <div key={name} className="fb-form-cell">
                {field(name)}
              </div>
            ))}
          </div>
        ),
      )}
    </>
  );
}
