import { type ComponentProps, type ReactElement, type ReactNode, useState } from 'react';
import type { ProgrammeFactChange, ProgrammeOverview } from '#api/programme-api.ts';
import { useTranslate } from '#renderer/i18n';
import type { FormValues } from '#renderer/records/record-fields.tsx';
import { RecordFormDialog } from '#renderer/records/record-form-dialog.tsx';
import { Button } from '#renderer/ui';

type Facts = ProgrammeOverview['facts'];
type FactList = 'phases' | 'funding' | 'partners';

/** Save changes to facts at headquarters; answers whether it took them. */
export type ChangeFacts = (factChanges: readonly ProgrammeFactChange[]) => Promise<boolean>;

/** Props of a form of one item; `item` is null for a new one. */
export interface ItemDialogProps<List extends FactList> {
  readonly item: Facts[List][number] | null;
  readonly onChange: ChangeFacts;
  readonly onClose: () => void;
}

/** Id and dots of an item as it was opened; those of a new one stay the same for every try to save it. */
export function useFactKey(
  item: Facts[FactList][number] | null,
): Pick<Facts[FactList][number], 'id' | 'seen'> {
  const [factKey] = useState(() => ({ id: item?.id ?? crypto.randomUUID(), seen: item?.seen ?? [] }));
  return factKey;
}

interface FactItemFormProps<Values extends FormValues>
  extends Pick<
    ComponentProps<typeof RecordFormDialog<Values>>,
    'title' | 'stored' | 'rows' | 'findProblems' | 'options' | 'onSave' | 'onClose'
  > {
  readonly list: FactList;
  /** Fields of other registers. */
  readonly children?: ReactNode;
  /** Null for a new item. */
  readonly onRemove: (() => Promise<boolean>) | null;
}

/** Form of one item of a list of facts: an object that one register holds. An item can be removed in it. */
export function FactItemForm<Values extends FormValues>(props: FactItemFormProps<Values>): ReactElement {
  const { list, children, onRemove, ...form } = props;
  const translate = useTranslate();
  return (
    <RecordFormDialog
      {...form}
      act={translate('ui.save')}
      subject={{ kind: 'programme', below: `${list}/*` }}
      below={() => (
        <>
          {children}
          {onRemove !== null && (
            <div>
              <Button kind="danger" onPress={() => void onRemove()}>
                {translate('ui.remove')}
              </Button>
            </div>
          )}
        </>
      )}
    />
  );
}
