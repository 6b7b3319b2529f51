import type { ReactElement } from 'react';
import type { CardComparison } from '#domain/people/device-card.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';

/** Outcome of a comparison. `differs`: the person said that the digits are not the same. */
export interface ComparisonNews {
  readonly result: CardComparison | 'differs';
  /** Owner of the device, as headquarters says; empty where it names none. */
  readonly name: string;
}

/** Outcome of the last comparison, and what to do. */
export function ComparisonNewsView({ news }: { readonly news: ComparisonNews }): ReactElement {
  const say = useSay();
  const { title, text } = wordsOf(news);
  return (
    <Banner meaning={news.result === 'matches' ? 'good' : 'bad'} title={say(title)} isAnnounced>
      {say(text)}
    </Banner>
  );
}

function wordsOf({ result, name }: ComparisonNews): { readonly title: Message; readonly text: Message } {
  switch (result) {
    case 'matches':
      return {
        title: { key: 'colleague.result.matches.title' },
        text: { key: 'colleague.result.matches.text', values: { name } },
      };
    case 'unknown':
      return {
        title: { key: 'colleague.result.unknown.title' },
        text: { key: 'colleague.result.unknown.text' },
      };
    case 'otherPerson':
      return {
        title: { key: 'colleague.result.otherPerson.title' },
        text: { key: 'colleague.result.otherPerson.text' },
      };
    case 'differs':
      return {
        title: { key: 'colleague.compare.differs.title' },
        text: { key: 'colleague.compare.differs.text' },
      };
  }
}
