import type { ReactElement } from 'react';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { Meaning } from '#renderer/ui/meaning.tsx';
import { NavList } from '#renderer/ui/nav-list.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import type { RatedQuestion, RatingsStand } from './ratings-list.ts';
import './several.css';

interface RatingsListViewProps {
  readonly questions: readonly RatedQuestion[];
  readonly current: string | null;
  readonly onGo: (question: string) => void;
}

const words: { readonly [S in RatingsStand]: MessageKey } = {
  toRate: 'several.stands.toRate',
  toDecide: 'several.stands.toDecide',
  differs: 'several.stands.differs',
  agrees: 'several.stands.agrees',
  decided: 'several.stands.decided',
  waits: 'several.stands.waits',
};

const meanings: Partial<Record<RatingsStand, Meaning>> = {
  toDecide: 'bad',
  differs: 'wait',
  agrees: 'good',
  decided: 'good',
};

/** The rated questions: what is to decide first, then what is to rate, then the rest. */
export function RatingsListView({ questions, current, onGo }: RatingsListViewProps): ReactElement {
  const say = useSay();
  return (
    <div className="assess-dimensions">
      <NavList
        label={say('several.list')}
        current={current}
        onGo={onGo}
        items={questions.map(({ id, title, stands }) => ({
          id,
          code: id,
          title,
          end: <Pill text={say(words[stands])} meaning={meanings[stands]} />,
        }))}
      />
    </div>
  );
}
