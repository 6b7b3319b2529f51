import { useState, type ReactElement } from 'react';
import type { Qid } from '#domain/instrument/instrument.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { AddEvidence } from '../add-evidence.tsx';
import { ContextColumn } from '../context-column.tsx';
import type { UnsentComments } from '../use-unsent-comments.ts';
import type { Ratings } from './indicator-card.tsx';

interface IndicatorContextProps {
  readonly ratings: Ratings;
  readonly qid: Qid;
  readonly isReadOnly: boolean;
  readonly unsent: UnsentComments | undefined;
  readonly open: OpenDocument;
}

/** Score, evidence, comments and history of the indicator in focus, as in the needs assessment. */
export function IndicatorContext(props: IndicatorContextProps): ReactElement {
  const { ratings, qid, isReadOnly, unsent, open } = props;
  const { choose } = open;
  const [isAdding, setIsAdding] = useState(false);
  const dimension = ratings.assessment.dimensions.find(({ indicators }) =>
    indicators.some(({ id }) => id === qid),
  );
  const indicator = dimension?.indicators.find(({ id }) => id === qid);
  return (
    <>
      <ContextColumn
        log={ratings.log}
        model={ratings.assessment}
        dimension={dimension}
        indicator={indicator}
        names={ratings.names}
        open={open}
        team={ratings.team}
        evidence={
          isReadOnly
            ? undefined
            : {
                onAdd: () => setIsAdding(true),
                onRemove: (id) =>
                  void choose([{ path: `answers/${qid}/evidence/${id}/removed`, value: true }]),
                onMark: (id, mark) =>
                  void choose([{ path: `answers/${qid}/evidence/${id}/mark`, value: mark }]),
              }
        }
        unsent={unsent}
      />
      {isAdding && <AddEvidence question={qid} choose={choose} onClose={() => setIsAdding(false)} />}
    </>
  );
}
