import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { Banner, TextLink } from '#renderer/ui';

interface TakenOverViewProps {
  readonly day: string;
  /** `undecided`: removed on this side before the taking over was known here; a person decides. */
  readonly removal: 'none' | 'undecided' | 'decided';
  readonly decideHref: string;
}

/** Notice over a request that headquarters took over: it has its own copy, and no removal here reaches that. */
export function TakenOverView({ day, removal, decideHref }: TakenOverViewProps): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  return (
    <Banner
      meaning={removal === 'none' ? 'info' : 'wait'}
      title={translate('mission.requests.taken', { day: date(localNoonMs(day)) })}
    >
      {translate(removal === 'none' ? 'mission.requests.taken.text' : 'mission.requests.taken.removed')}{' '}
      {removal === 'undecided' && (
        <TextLink href={decideHref}>{translate('mission.requests.taken.decide')}</TextLink>
      )}
    </Banner>
  );
}
