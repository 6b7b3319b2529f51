import type { ReactElement } from 'react';
import { minimumCellSize } from '#domain/privacy/cell-suppression.ts';
import type { BreakdownRow, CrossRow, RegisterBreakdown } from '#domain/workshop/register-breakdown.ts';
import { restOfSexes, smallGroups } from '#domain/workshop/register-breakdown.ts';
import { type PlainMessageKey, type Translate, useTranslate } from '#renderer/i18n';
import { valueLabelOf, valueLabels } from '#renderer/records/value-labels.ts';
import { PageSection } from '#renderer/ui';
import './register.css';

interface BreakdownViewProps {
  readonly breakdown: RegisterBreakdown;
  /** Participants in the sums of this laptop that left it. */
  readonly sent: number;
}

/** Participants by function, institution type and sex. A withheld figure says so. */
export function BreakdownView({ breakdown, sent }: BreakdownViewProps): ReactElement | null {
  const translate = useTranslate();
  if (breakdown.total === 0) return null;
  const { bySex, sexByFunction, sexByInstitutionType } = breakdown;
  return (
    <PageSection
      title={translate('register.breakdown.title')}
      description={translate('register.breakdown.text', { least: minimumCellSize })}
    >
      <div className="rg-breakdown">
        <CountTable
          title={translate('path.participant.function')}
          rows={breakdown.byFunction}
          labelOf={(value) => labelOf(translate, 'participantFunction', value)}
        />
        <CountTable
          title={translate('path.institution.type')}
          rows={breakdown.byInstitutionType}
          labelOf={(value) => labelOf(translate, 'institutionType', value)}
        />
        {bySex.kind === 'tooFew' ? (
          <p>{translate('register.breakdown.tooFew', { least: bySex.least })}</p>
        ) : (
          <div>
            <CountTable
              title={translate('register.sex')}
              rows={bySex.rows}
              labelOf={(value) =>
                translate(
                  value === restOfSexes ? 'register.breakdown.rest' : valueLabels.participantSex[value],
                )
              }
            />
            <p>{translate('register.breakdown.sent', { count: sent })}</p>
          </div>
        )}
        {bySex.kind === 'shown' && (
          <>
            <CrossTable
              title={translate('register.breakdown.sexByFunction')}
              rows={sexByFunction}
              labelOf={(value) => labelOf(translate, 'participantFunction', value)}
            />
            <CrossTable
              title={translate('register.breakdown.sexByType')}
              rows={sexByInstitutionType}
              labelOf={(value) => labelOf(translate, 'institutionType', value)}
            />
          </>
        )}
      </div>
    </PageSection>
  );
}

function labelOf(translate: Translate, list: string, value: string): string {
  if (value === smallGroups) return translate('register.breakdown.smallGroups', { least: minimumCellSize });
  const messageKey: PlainMessageKey | undefined = valueLabelOf(list, value);
  return messageKey === undefined ? translate('register.breakdown.unknown') : translate(messageKey);
}

interface CountTableProps<Value extends string> {
  readonly title: string;
  /** Null where the whole table is withheld. */
  readonly rows: readonly BreakdownRow<Value>[] | null;
  readonly labelOf: (value: Value) => string;
}

function CountTable<Value extends string>({
  title,
  rows,
  labelOf: nameOf,
}: CountTableProps<Value>): ReactElement {
  if (rows === null) return <WithheldTable title={title} />;
  return (
    <table className="rg-counts">
      <caption>{title}</caption>
      <tbody>
        {rows.map(({ value, count }) => (
          <tr key={value}>
            <th scope="row">{nameOf(value)}</th>
            <CountCell count={count} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CrossTableProps<Value extends string> {
  readonly title: string;
  /** Null where the whole table is withheld. */
  readonly rows: readonly CrossRow<Value>[] | null;
  readonly labelOf: (value: Value | typeof smallGroups) => string;
}

function CrossTable<Value extends string>({
  title,
  rows,
  labelOf: nameOf,
}: CrossTableProps<Value>): ReactElement {
  const translate = useTranslate();
  if (rows === null) return <WithheldTable title={title} />;
  return (
    <table className="rg-counts">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="fb-hidden">{title}</span>
          </th>
          <th scope="col">{translate(valueLabels.participantSex.woman)}</th>
          <th scope="col">{translate(valueLabels.participantSex.man)}</th>
          <th scope="col">{translate('register.breakdown.rest')}</th>
          <th scope="col">{translate('register.breakdown.sum')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ value, women, men, rest, total }) => (
          <tr key={value}>
            <th scope="row">{nameOf(value)}</th>
            <CountCell count={women} />
            <CountCell count={men} />
            <CountCell count={rest} />
            <CountCell count={total} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function WithheldTable({ title }: { readonly title: string }): ReactElement {
  const translate = useTranslate();
  return (
    <div>
      <h3>{title}</h3>
      <p>{translate('register.breakdown.withheld', { least: minimumCellSize })}</p>
    </div>
  );
}

function CountCell({ count }: { readonly count: number | null }): ReactElement {
  const translate = useTranslate();
  return count === null ? (
    <td data-withheld title={translate('register.breakdown.cellWithheld', { least: minimumCellSize })}>
      <span aria-hidden>·</span>
      <span className="fb-hidden">
        {translate('register.breakdown.cellWithheld', { least: minimumCellSize })}
      </span>
    </td>
  ) : (
    <td>{count}</td>
  );
}
