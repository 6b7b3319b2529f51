import type { ReactElement } from 'react';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { CheckedText } from '#renderer/field/app/checked-text.tsx';

interface ReplyFieldProps {
  readonly log: LogId;
  /** As the store has it. */
  readonly saved: Document;
  readonly point: string;
  readonly label: string;
  readonly isReadOnly: boolean;
}

/** What the field says to one point: saved as one types. */
export function ReplyField({ log, saved, point, label, isReadOnly }: ReplyFieldProps): ReactElement {
  return (
    <CheckedText
      key={point}
      log={log}
      document={saved}
      path={`review/replies/${point}/text`}
      label={label}
      isReadOnly={isReadOnly}
      rows={1}
    />
  );
}
