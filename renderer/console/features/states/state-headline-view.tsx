import type { ReactElement } from 'react';
import type { OverviewCell, StateResponse } from '#api/overview-api.ts';
import { useTranslate } from '#renderer/i18n';
import { TextLink } from '#renderer/ui';
import type { StateSectionProps } from './state-records-view.tsx';
import './states.css';

/** Answer of a State's page in one line: changed ratings, the lowest levels and late work. Each part opens its records. */
export function StateHeadlineView({ response, list, hrefs }: StateSectionProps): ReactElement | null {
  const translate = useTranslate();
  const { country, changes, dimensions, plan } = response;
  const countOf = (change: 'improved' | 'declined'): number =>
    changes.filter((changeRow) => changeRow.change === change).length;
  const changeHref = (change: 'improved' | 'declined'): string =>
    hrefs.state(country, { ...list, change, dimension: '', records: '' });
  const [improved, declined] = [countOf('improved'), countOf('declined')];
  const lowestCells = lowestCellsOf(response);
  const late = plan.filter(({ lateDays }) => lateDays > 0).length;
  const parts = [
    ...(improved === 0
      ? []
      : [
          {
            id: 'improved',
            text: translate('states.headline.improved', { count: improved }),
            href: changeHref('improved'),
          },
        ]),
    ...(declined === 0
      ? []
      : [
          {
            id: 'declined',
            text: translate('states.headline.declined', { count: declined }),
            href: changeHref('declined'),
          },
        ]),
    ...lowestCells.map(({ code, level, limitedBy }) => {
      const values = {
        dimension: `${code} ${dimensions.find((one) => one.code === code)?.title ?? ''}`,
        level: level ?? 0,
      };
      return {
        id: code,
        text:
          limitedBy === null
            ? translate('states.headline.lowest', values)
            : translate('states.headline.limited', { ...values, gate: limitedBy }),
        href: hrefs.state(country, { ...list, dimension: code, records: '', change: '' }),
      };
    }),
    ...(late === 0
      ? []
      : [
          {
            id: 'late',
            text: translate('states.headline.late', { count: late }),
            href: hrefs.plan(country, 'late'),
          },
        ]),
  ];
  return parts.length === 0 ? null : (
    <ul className="states-headline" aria-label={translate('states.headline')}>
      {parts.map(({ id, text, href }) => (
        <li key={id}>
          <TextLink href={href}>{text}</TextLink>
        </li>
      ))}
    </ul>
  );
}

/** Most dimensions of the lowest level that the headline names; more say nothing, and the profile shows them. */
const mostLowest = 2;

function lowestCellsOf({ profile }: StateResponse): readonly OverviewCell[] {
  const levels = profile.latest.flatMap(({ level }) => level ?? []);
  const lowest = profile.latest.filter(({ level }) => level !== null && level === Math.min(...levels));
  return lowest.length > mostLowest ? [] : lowest;
}
