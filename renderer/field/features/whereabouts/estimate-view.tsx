import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useNowMs } from '#renderer/ui/clock.tsx';
import type { SyncSummary } from './sync-summary.ts';

interface EstimateViewProps {
  readonly estimate: NonNullable<SyncSummary['estimate']>;
}

/** What a sync would cost before it begins, and that colleagues' changes come on top. */
export function EstimateView({ estimate }: EstimateViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const nowMs = useNowMs();
  const { bytesUp, requests, takesMs, measuredAtMs } = estimate;
  const cost = { count: requests, size: format.bytes(bytesUp) };
  return (
    <>
      {takesMs === null || measuredAtMs === null
        ? say('sync.estimate.cost', cost)
        : say('sync.estimate.costAndTime', {
            ...cost,
            time: format.duration(takesMs),
            when: format.moment(measuredAtMs, nowMs),
          })}
      <div className="wh-faint">{say('sync.estimate.more')}</div>
    </>
  );
}
