import { type ReactElement, useState } from 'react';
import { EraseAfter, eraseAfterBounds } from '#domain/vault/passphrase.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, Checkbox, Dialog, NumberField, PageSection } from '#renderer/ui';
import type { Programme } from '#renderer/console/api/response-types.ts';
import './programme.css';

interface EraseAfterDialogProps {
  /** New value to confirm; null while no question is open. */
  readonly eraseAfter: EraseAfter | null;
  readonly onSure: (eraseAfter: EraseAfter) => void;
  readonly onClose: () => void;
}

/** Ask once more before vaults erase their content, and name the loss. */
export function EraseAfterDialog({
  eraseAfter,
  onSure,
  onClose,
}: EraseAfterDialogProps): ReactElement | null {
  const translate = useTranslate();
  if (eraseAfter === null) return null;
  return (
    <Dialog
      role="alertdialog"
      title={translate('programme.vaults.sure')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" onPress={() => onSure(eraseAfter)}>
            {translate('programme.vaults.sure.yes', { count: eraseAfter })}
          </Button>
          <Button hasFirstFocus onPress={onClose}>
            {translate('ui.cancel')}
          </Button>
        </>
      }
    >
      <p>{translate('programme.vaults.sure.text', { count: eraseAfter })}</p>
      <p>{translate('programme.vaults.sure.who')}</p>
    </Dialog>
  );
}

type VaultErasurePolicy = Programme['vaults'];

export type ChangeEraseAfter = (change: Pick<VaultErasurePolicy, 'eraseAfter' | 'seen'>) => void;

interface EraseAfterViewProps {
  readonly vaults: VaultErasurePolicy;
  readonly onSetEraseAfter: ChangeEraseAfter;
}

/** Whether a laptop's vault is erased after wrong passphrases, to read or to set. */
export function EraseAfterView({ vaults, onSetEraseAfter }: EraseAfterViewProps): ReactElement {
  const translate = useTranslate();
  const { eraseAfter } = vaults;
  return (
    <PageSection title={translate('programme.vaults')} description={translate('programme.vaults.text')}>
      {vaults.mayChange ? (
        <EraseAfterForm vaults={vaults} onSetEraseAfter={onSetEraseAfter} />
      ) : (
        <>
          <p>
            {eraseAfter === null
              ? translate('programme.vaults.never')
              : translate('programme.vaults.after', { count: eraseAfter })}
          </p>
          <p className="fb-field-help">{translate('programme.vaults.readOnly')}</p>
        </>
      )}
    </PageSection>
  );
}

/** Proposed value: a day of guessing and more, and far from anybody's slips. */
const proposedEraseAfter = 20;

function EraseAfterForm({ vaults, onSetEraseAfter }: EraseAfterViewProps): ReactElement {
  const translate = useTranslate();
  const { eraseAfter, seen } = vaults;
  const [isOn, setOn] = useState(eraseAfter !== null);
  const [wrong, setWrong] = useState<number | null>(eraseAfter ?? proposedEraseAfter);
  const [asked, setAsked] = useState<EraseAfter | null>(null);
  const read = EraseAfter.safeParse(wrong);
  const next = isOn ? read.data : null;
  return (
    <>
      <form
        className="console-programme-vaults"
        onSubmit={(event) => {
          event.preventDefault();
          if (next === undefined || next === eraseAfter) return;
          // A setting that can destroy work is confirmed; one that spares it is not.
          if (next === null) onSetEraseAfter({ eraseAfter: next, seen });
          else setAsked(next);
        }}
      >
        <Checkbox label={translate('programme.vaults.on')} state={isOn ? 'on' : 'off'} onChange={setOn} />
        {isOn && (
          <NumberField
            label={translate('path.eraseAfter')}
            description={translate('programme.vaults.bounds', eraseAfterBounds)}
            value={wrong}
            onChange={setWrong}
            isWhole
            problem={read.success ? undefined : translate('programme.vaults.outside', eraseAfterBounds)}
          />
        )}
        <Button type="submit" kind="primary" isDisabled={next === undefined || next === eraseAfter}>
          {translate('programme.vaults.save')}
        </Button>
      </form>
      <EraseAfterDialog
        eraseAfter={asked}
        onSure={(sure) => {
          setAsked(null);
          onSetEraseAfter({ eraseAfter: sure, seen });
        }}
        onClose={() => setAsked(null)}
      />
    </>
  );
}
