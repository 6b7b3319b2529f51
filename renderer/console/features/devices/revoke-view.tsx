import { Ban, Eraser } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';

interface RevokeViewProps {
  readonly name: string;
  readonly isRevoked: boolean;
  readonly onRevoke: (wipe: boolean) => void;
}

/** Takes a laptop out of use in two steps: what, and then whether that is really meant. */
export function RevokeView({ name, isRevoked, onRevoke }: RevokeViewProps): ReactElement {
  const say = useSay();
  const [wipe, setWipe] = useState<boolean | null>(null);
  if (wipe === null)
    return (
      <div className="console-revoke">
        <p>{say('console.devices.revoke.text')}</p>
        <div>
          {!isRevoked && (
            <Button icon={Ban} onPress={() => setWipe(false)}>
              {say('console.devices.revoke.only')}
            </Button>
          )}{' '}
          <Button icon={Eraser} onPress={() => setWipe(true)}>
            {say('console.devices.revoke.wipe')}
          </Button>
        </div>
      </div>
    );
  return (
    <div className="console-revoke">
      <Banner meaning="bad" isAnnounced>
        {say(wipe ? 'console.devices.wipe.sure' : 'console.devices.revoke.sure', { name })}
      </Banner>
      <div>
        <Button kind="danger" onPress={() => onRevoke(wipe)}>
          {say(wipe ? 'console.devices.wipe.do' : 'console.devices.revoke.do')}
        </Button>
      </div>
    </div>
  );
}
