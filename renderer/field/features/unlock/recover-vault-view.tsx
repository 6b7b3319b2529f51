import { KeyRound } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, TextArea, TextField } from '#renderer/ui';
import { RetryWaitView } from './unlock-vault-view.tsx';
import './unlock.css';

interface RecoverVaultViewProps {
  /** Name of the vault with the forgotten passphrase; empty when it cannot be read. */
  readonly label: string;
  /** Result of the last try. */
  readonly outcome: Message | null;
  /** Seconds until the next try; 0 without a wait. */
  readonly secondsLeft: number;
  readonly isOpening: boolean;
  readonly onRecover: (block: string, words: string) => void;
}

/**
 * Form of headquarters' answer to a forgotten passphrase: the written block, and the words from the phone.
 */
export function RecoverVaultView(props: RecoverVaultViewProps): ReactElement {
  const { label, outcome, secondsLeft, isOpening, onRecover } = props;
  const translate = useTranslate();
  const [block, setBlock] = useState('');
  const [words, setWords] = useState('');
  const fits = block.length <= maximumBlockLength && words.length <= maximumWordsLength;
  const mayTry = block.trim() !== '' && words.trim() !== '' && fits && secondsLeft === 0 && !isOpening;
  return (
    <form
      className="unlock-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (mayTry) onRecover(block, words);
      }}
    >
      {outcome && (
        <Banner meaning="bad" isAnnounced>
          {translate(outcome)}
        </Banner>
      )}
      <p>{translate('vault.recover.steps', { label: label || translate('vault.unreadableName') })}</p>
      <TextArea
        draft="none"
        label={translate('vault.recover.block')}
        description={translate('vault.recover.block.description')}
        value={block}
        onChange={setBlock}
        rows={4}
        maxLength={maximumBlockLength}
        isRequired
        isDisabled={isOpening}
      />
      <TextField
        draft="none"
        label={translate('vault.recover.words')}
        description={translate('vault.recover.words.description')}
        value={words}
        onChange={setWords}
        maxLength={maximumWordsLength}
        isRequired
        isDisabled={isOpening}
      />
      <div role="status" className={secondsLeft > 0 ? undefined : 'fb-hidden'}>
        {secondsLeft > 0 && <RetryWaitView text="vault.recover.wait" secondsLeft={secondsLeft} />}
      </div>
      <Button
        kind="primary"
        type="submit"
        icon={KeyRound}
        isPending={isOpening}
        isDisabled={!isOpening && !mayTry}
      >
        {translate(isOpening ? 'vault.recover.pending' : 'vault.recover.action')}
      </Button>
    </form>
  );
}

/** Limit of the shell (`renderer/host/host-contract.ts`). */
const maximumBlockLength = 65_536;
const maximumWordsLength = 200;
