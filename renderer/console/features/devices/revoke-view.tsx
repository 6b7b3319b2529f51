import { Ban, Eraser } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';

type Way = 'revoke' | 'wipe';

interface RevokeViewProps {
  readonly name: string;
  readonly isRevoked: boolean;
  readonly onRevoke: (wipe: boolean) => void;
}

/** Takes a laptop out of use in two steps: by whose hands it is in, and then whether that is really meant. */
export function RevokeView({ name, isRevoked, onRevoke }: RevokeViewProps): ReactElement {
  const say = useSay();
  const [way, setWay] = useState<Way | null>(null);
  if (way === null)
    return (
      <div className="console-revoke">
        <p>{say('console.devices.revoke.text')}</p>
        {!isRevoked && (
          <div className="console-revoke-way">
            <Button icon={Ban} onPress={() => setWay('revoke')}>
              {say('console.devices.revoke.only')}
            </Button>
            <p>{say('console.devices.revoke.only.text')}</p>
          </div>
        )}
        <div className="console-revoke-way">
          <Button icon={Eraser} onPress={() => setWay('wipe')}>
            {say('console.devices.revoke.wipe')}
          </Button>
          <p>{say('console.devices.revoke.wipe.text')}</p>
        </div>
      </div>
    );
  return (
    <div className="console-revoke">
      <Banner meaning="bad" isAnnounced>
        {say(sureKeys[way], { name })}
      </Banner>
      <div className="console-revoke-acts">
        <Button kind="danger" onPress={() => onRevoke(way === 'wipe')}>
          {say(doKeys[way])}
        </Button>
        <Button hasFirstFocus onPress={() => setWay(null)}>
          {say('console.devices.revoke.back')}
        </Button>
      </div>
    </div>
  );
}

const sureKeys = { revoke: 'console.devices.revoke.sure', wipe: 'console.devices.wipe.sure' } as const;
const doKeys = { revoke: 'console.devices.revoke.do', wipe: 'console.devices.wipe.do' } as const;
