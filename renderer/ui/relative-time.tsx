import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useNowMs } from './clock.tsx';

interface RelativeTimeProps {
  readonly atMs: number;
  /** `ago`: "3 minutes ago"; `moment`: "14:03", "12 Nov, 18:40". */
  readonly show?: 'ago' | 'moment' | undefined;
}

/** A time as people say it; exactly when, on hover. */
export function RelativeTime({ atMs, show = 'ago' }: RelativeTimeProps): ReactElement {
  const format = useFormat();
  const nowMs = useNowMs();
  return (
    <time dateTime={new Date(atMs).toISOString()} title={format.exact(atMs)} className="fb-numbers">
      {show === 'ago' ? format.ago(atMs, nowMs) : format.moment(atMs, nowMs)}
    </time>
  );
}
