import type { ReactElement } from 'react';
import type { DeviceCardComparison } from '#domain/people/device-card.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner } from '#renderer/ui';
import './colleagues.css';

/** Outcome of a comparison. `differs`: the person said that the digits are not the same. */
export interface ColleagueComparison {
  readonly result: DeviceCardComparison | 'differs';
  /** Owner of the device, as headquarters says; empty where it names none. */
  readonly name: string;
}

/** Outcome of the last comparison, and the next step. */
export function ColleagueComparisonView({ news }: { readonly news: ColleagueComparison }): ReactElement {
  const translate = useTranslate();
  const { title, text } = colleagueComparisonMessages(news);
  return (
    <Banner meaning={news.result === 'matches' ? 'good' : 'bad'} title={translate(title)} isAnnounced>
      {translate(text)}
    </Banner>
  );
}

function colleagueComparisonMessages({ result, name }: ColleagueComparison): {
  readonly title: Message;
  readonly text: Message;
} {
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
