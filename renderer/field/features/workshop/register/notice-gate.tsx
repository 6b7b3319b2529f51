import type { ReactElement } from 'react';
import { pathOf } from '#domain/document/path.ts';
import { localDayOf, useNowMs } from '#renderer/ui';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import { useChangeWorkshop } from '../use-change-workshop.ts';
import { NoticeGateView } from './notice-gate-view.tsx';

interface NoticeGateProps {
  readonly answer: DocumentQueryAnswer;
  readonly onConfirmed: () => void;
  readonly onClose: () => void;
}

/** Edition of the data notice that this version shows. */
const noticeEdition = '1';

/** Data notice before the first registration (docs/requirements.md E, rule 1): confirmed once for a workshop. */
export function NoticeGate({ answer, onConfirmed, onClose }: NoticeGateProps): ReactElement {
  const { change, problem } = useChangeWorkshop(answer.log, answer.document);
  const today = localDayOf(useNowMs());
  const confirm = async (): Promise<void> => {
    const value = { edition: noticeEdition, on: today };
    if (await change([{ path: pathOf('notice'), value }])) onConfirmed();
  };
  return <NoticeGateView problem={problem} onClose={onClose} onConfirm={() => void confirm()} />;
}
