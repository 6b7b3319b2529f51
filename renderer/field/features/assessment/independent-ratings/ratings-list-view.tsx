import type { ReactElement } from 'react';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { NavList, Pill, type StatusMeaning } from '#renderer/ui';
import type { RatedQuestion, RatingsStatus } from './ratings-list.ts';
import './independent-ratings.css';

interface RatingsListViewProps {
  readonly questions: readonly RatedQuestion[];
  readonly current: string | null;
  readonly onGo: (question: string) => void;
}

const ratingsStatusKeys: { readonly [S in RatingsStatus]: MessageKey } = {
  toRate: 'several.stands.toRate',
  toDecide: 'several.stands.toDecide',
  differs: 'several.stands.differs',
  agrees: 'several.stands.agrees',
  decided: 'several.stands.decided',
  waits: 'several.stands.waits',
};

const ratingsStatusMeanings: Partial<Record<RatingsStatus, StatusMeaning>> = {
  toDecide: 'bad',
  differs: 'wait',
  agrees: 'good',
  decided: 'good',
};

/** Rated questions: those to decide first, then those to rate, then the rest. */
export function RatingsListView({ questions, current, onGo }: RatingsListViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <div className="assess-dimensions">
      <NavList
        label={translate('several.list')}
        current={current}
        onGo={onGo}
        items={questions.map(({ id, title, status }) => ({
          id,
          code: id,
          title,
          end: <Pill text={translate(ratingsStatusKeys[status])} meaning={ratingsStatusMeanings[status]} />,
        }))}
      />
    </div>
  );
}
