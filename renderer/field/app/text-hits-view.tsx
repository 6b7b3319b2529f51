import { UserSearch } from 'lucide-react';
import type { ReactElement } from 'react';
import type { TextHit } from '#domain/privacy/check-text.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import './text-hits-view.css';

interface TextHitsViewProps {
  readonly hits: readonly TextHit[];
  /** Absent where nothing may be written. */
  readonly onConfirm?: ((hit: TextHit) => void) | undefined;
  readonly onRemove?: ((hit: TextHit) => void) | undefined;
}

const words: { readonly [K in TextHit['kind']]: MessageKey } = {
  email: 'check.email',
  digits: 'check.digits',
  name: 'check.name',
};

/** What in a text may name or reach a person: to be confirmed or taken out. It never stops anybody from writing. */
export function TextHitsView({ hits, onConfirm, onRemove }: TextHitsViewProps): ReactElement | null {
  const say = useSay();
  if (hits.length === 0) return null;
  return (
    <div role="status">
      <Banner meaning="wait" icon={UserSearch} title={say('check.title', { count: hits.length })}>
        <ul className="field-hits">
          {hits.map((hit) => (
            <li key={`${hit.kind} ${hit.at}`}>
              <span>
                <bdi className="field-hit">{hit.text}</bdi> {say(words[hit.kind])}
              </span>
              {onRemove && (
                <Button label={say('check.removeLabel', { text: hit.text })} onPress={() => onRemove(hit)}>
                  {say('check.remove')}
                </Button>
              )}
              {onConfirm && (
                <Button
                  kind="quiet"
                  label={say('check.confirmLabel', { text: hit.text })}
                  onPress={() => onConfirm(hit)}
                >
                  {say('check.confirm')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Banner>
    </div>
  );
}
