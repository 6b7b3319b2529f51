import { ChevronDown, ChevronRight } from 'lucide-react';
import { useCallback, useId, useSyncExternalStore, type ReactElement } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { FormInstance } from '#domain/instrument/form/form.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useForm } from './form-context.ts';
import { rowSummary } from './row-summary.ts';
import { useFormPart } from './use-form-part.ts';
import { useMustShow } from './use-must-show.ts';

interface RepeatRowProps {
  readonly row: FormInstance;
  readonly title: string;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly drawRow: (row: FormInstance) => ReactElement;
}

/** One row: a line that says what is in it, and when it is open its questions. */
export function RepeatRow({ row, title, isOpen, onOpen, drawRow }: RepeatRowProps): ReactElement {
  const { session, isReadOnly, removeRow } = useForm();
  const say = useSay();
  const bodyId = useId();
  useFormPart(row);
  const mustShow = useMustShow([row]);
  const subscribe = useCallback((hear: () => void) => session.onAnyChange(hear), [session]);
  const summary = useSyncExternalStore(subscribe, () => rowSummary(session, row));
  const isShown = isOpen || mustShow;
  const Arrow = isShown ? ChevronDown : ChevronRight;
  return (
    <div className="form-row" data-row={row.instance} data-open={isShown || undefined}>
      <div className="form-row-head">
        <AriaButton
          className="form-row-toggle"
          aria-expanded={isShown}
          {...(isShown && { 'aria-controls': bodyId })}
          onPress={() => {
            if (mustShow) session.showNothing();
            onOpen(!isShown);
          }}
        >
          <Arrow className="fb-icon form-turns" aria-hidden />
          <b>
            <bdi>{title}</bdi>
          </b>
          <span className="form-row-summary" dir="auto">
            {summary}
          </span>
        </AriaButton>
        {!isReadOnly && !row.repeat.isCounted() && (
          <Button
            kind="quiet"
            label={say('form.row.removeLabel', { row: title })}
            onPress={() => removeRow(row)}
          >
            {say('ui.remove')}
          </Button>
        )}
      </div>
      {isShown && (
        <div className="form-row-body" id={bodyId}>
          {drawRow(row)}
        </div>
      )}
    </div>
  );
}
