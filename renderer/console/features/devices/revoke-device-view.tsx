import { Ban, Eraser } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { NamedPerson } from '#api/console-api.ts';
import { isDeviceLoss, RevokeReason } from '#domain/people/known-devices.ts';
import { PersonName } from '#renderer/console/parts/person-name.tsx';
import { useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button, Checkbox, DateField, FactList, RadioRows } from '#renderer/ui';

type RevocationMethod = 'revoke' | 'wipe';

/** Kind of revocation, its reason, and the time when a loss was noticed. */
export interface RevocationChoice {
  readonly wipe: boolean;
  readonly reason: RevokeReason;
  readonly noticedAtMs?: number;
  /** Sign the person out of the console as well; the default for a loss. */
  readonly endSessions: boolean;
}

interface RevokeDeviceViewProps {
  readonly name: string;
  readonly owner: NamedPerson;
  readonly isRevoked: boolean;
  /** Now, as `2026-11-24T09:00`: the default time of a noticed loss. */
  readonly now: string;
  readonly onRevoke: (revocationChoice: RevocationChoice) => void;
}

/** Revoke a laptop in two steps: its present holder, and then the confirmation with the reason. */
export function RevokeDeviceView(props: RevokeDeviceViewProps): ReactElement {
  const { name, owner, isRevoked, now, onRevoke } = props;
  const translate = useTranslate();
  const [way, setWay] = useState<RevocationMethod | null>(null);
  if (way !== null)
    return (
      <ConfirmRevocationView
        name={name}
        owner={owner}
        way={way}
        now={now}
        onRevoke={onRevoke}
        onBack={() => setWay(null)}
      />
    );
  return (
    <div className="console-revoke">
      <DeviceOwner owner={owner} />
      <p>{translate('console.devices.revoke.text')}</p>
      {!isRevoked && (
        <div className="console-revoke-way">
          <Button icon={Ban} onPress={() => setWay('revoke')}>
            {translate('console.devices.revoke.only')}
          </Button>
          <p>{translate('console.devices.revoke.only.text')}</p>
        </div>
      )}
      <div className="console-revoke-way">
        <Button icon={Eraser} onPress={() => setWay('wipe')}>
          {translate('console.devices.revoke.wipe')}
        </Button>
        <p>{translate('console.devices.revoke.wipe.text')}</p>
      </div>
    </div>
  );
}

interface ConfirmRevocationViewProps
  extends Pick<RevokeDeviceViewProps, 'name' | 'owner' | 'now' | 'onRevoke'> {
  readonly way: RevocationMethod;
  readonly onBack: () => void;
}

function ConfirmRevocationView({
  name,
  owner,
  way,
  now,
  onRevoke,
  onBack,
}: ConfirmRevocationViewProps): ReactElement {
  const translate = useTranslate();
  const [revokeReason, setReason] = useState<RevokeReason | null>(null);
  const [noticed, setNoticed] = useState<string | null>(now);
  const [isAsked, setAsked] = useState(false);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const wasLost = revokeReason !== null && isDeviceLoss(revokeReason);
  const endSessions = chosen ?? wasLost;
  const revoke = (): void => {
    setAsked(true);
    if (revokeReason === null || (wasLost && noticed === null)) return;
    const revocation = { wipe: way === 'wipe', reason: revokeReason, endSessions };
    onRevoke(
      wasLost && noticed !== null ? { ...revocation, noticedAtMs: localMomentMs(noticed) } : revocation,
    );
  };
  return (
    <div className="console-revoke">
      <Banner meaning="bad" isAnnounced>
        {translate(confirmationKeys[way], { name })}
      </Banner>
      <DeviceOwner owner={owner} />
      <RadioRows
        label={translate('console.devices.revoke.reason')}
        isCompact
        rows={RevokeReason.options.map((value) => ({
          value,
          text: translate(valueLabels.revokeReason[value]),
        }))}
        value={revokeReason}
        onChange={setReason}
        problem={
          isAsked && revokeReason === null ? translate('console.devices.revoke.reason.missing') : undefined
        }
      />
      {wasLost && (
        <DateField
          label={translate('console.devices.revoke.noticed')}
          description={translate('console.devices.revoke.noticed.text')}
          hasTime
          value={noticed}
          onChange={setNoticed}
          problem={
            isAsked && noticed === null ? translate('console.devices.revoke.noticed.missing') : undefined
          }
        />
      )}
      <Checkbox
        label={translate('approvals.revoke.endSessions')}
        state={endSessions ? 'on' : 'off'}
        onChange={setChosen}
      />
      <div className="console-revoke-acts">
        <Button kind="danger" onPress={revoke}>
          {translate(revokeActionKeys[way])}
        </Button>
        <Button hasFirstFocus onPress={onBack}>
          {translate('console.devices.revoke.back')}
        </Button>
      </div>
    </div>
  );
}

/** Person whose laptop is revoked: several laptops may have one label. */
function DeviceOwner({ owner }: { readonly owner: NamedPerson }): ReactElement {
  const translate = useTranslate();
  return (
    <FactList
      facts={[{ term: translate('console.devices.column.owner'), value: <PersonName of={owner} /> }]}
    />
  );
}

/** Milliseconds of a field's time, by this browser's own calendar and clock. */
const localMomentMs = (moment: string): number => new Date(moment).getTime();

const confirmationKeys = {
  revoke: 'console.devices.revoke.sure',
  wipe: 'console.devices.wipe.sure',
} as const;
const revokeActionKeys = { revoke: 'console.devices.revoke.do', wipe: 'console.devices.wipe.do' } as const;
