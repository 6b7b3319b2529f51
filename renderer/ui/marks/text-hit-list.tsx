import { UserSearch } from 'lucide-react';
import type { ReactElement } from 'react';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { Button } from '../button.tsx';
import { useFormRefusal } from '../fields/draft-form.tsx';
import { Banner } from './banner.tsx';
import './text-hit-list.css';

/** Hit in a text, and its offset. */
interface FoundInText {
  readonly kind: 'email' | 'name' | 'institution' | 'phone' | 'identity' | 'case' | 'account' | 'digits';
  readonly text: string;
  readonly at: number;
}

interface TextHitListProps<Found extends FoundInText> {
  readonly hits: readonly Found[];
  /** Absent where nothing may be written. */
  readonly onConfirm?: ((hit: Found) => void) | undefined;
  readonly onRemove?: ((hit: Found) => void) | undefined;
}

const hitKindLabels: { readonly [K in FoundInText['kind']]: MessageKey } = {
  email: 'check.email',
  name: 'check.name',
  institution: 'check.institution',
  phone: 'check.phone',
  identity: 'check.identity',
  case: 'check.case',
  account: 'check.account',
  digits: 'check.digits',
};

/** Personal data in a text: to be confirmed or removed. It never stops anybody from writing. */
export function TextHitList<Found extends FoundInText>(props: TextHitListProps<Found>): ReactElement | null {
  const { hits, onConfirm, onRemove } = props;
  const translate = useTranslate();
  useFormRefusal(hits.length > 0);
  if (hits.length === 0) return null;
  return (
    <div role="status">
      <Banner meaning="wait" icon={UserSearch} title={translate('check.title', { count: hits.length })}>
        <ul className="fb-hits">
          {hits.map((hit) => (
            <li key={`${hit.kind} ${hit.at} ${hit.text}`}>
              <span>
                <bdi className="fb-hit">{hit.text}</bdi> {translate(hitKindLabels[hit.kind])}
              </span>
              {onRemove && (
                <Button
                  label={translate('check.removeLabel', { text: hit.text })}
                  onPress={() => onRemove(hit)}
                >
                  {translate(hit.kind === 'institution' ? 'check.replace' : 'check.remove')}
                </Button>
              )}
              {onConfirm && (
                <Button
                  kind="quiet"
                  label={translate('check.confirmLabel', { text: hit.text })}
                  onPress={() => onConfirm(hit)}
                >
                  {translate('check.confirm')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Banner>
    </div>
  );
}
