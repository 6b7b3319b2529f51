import { KeyRound } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { WaitView } from './wait-view.tsx';
import './unlock.css';

/** As the shell takes them (`host-contract.ts`). */
const longestBlock = 65_536;
const longestWords = 200;

interface RecoverVaultViewProps {
  /** Of the vault whose passphrase was forgotten; empty when it cannot be read. */
  readonly label: string;
  /** What came of the last try. */
  readonly outcome: Message | null;
  /** How long one must still wait; 0 when one need not. */
  readonly secondsLeft: number;
  readonly isOpening: boolean;
  readonly onRecover: (block: string, words: string) => void;
}

/** What headquarters gave for a forgotten passphrase: the block that came in writing, and the words from the phone. */
export function RecoverVaultView(props: RecoverVaultViewProps): ReactElement {
  const { label, outcome, secondsLeft, isOpening, onRecover } = props;
  const say = useSay();
  const [block, setBlock] = useState('');
  const [words, setWords] = useState('');
  const fits = block.length <= longestBlock && words.length <= longestWords;
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
          {say(outcome)}
        </Banner>
      )}
      <p>{say('vault.recover.steps', { label: label || say('vault.unreadableName') })}</p>
      <TextArea
        label={say('vault.recover.block')}
        description={say('vault.recover.block.description')}
        value={block}
        onChange={setBlock}
        rows={4}
        maxLength={longestBlock}
        isRequired
        isDisabled={isOpening}
      />
      <TextField
        label={say('vault.recover.words')}
        description={say('vault.recover.words.description')}
        value={words}
        onChange={setWords}
        maxLength={longestWords}
        isRequired
        isDisabled={isOpening}
      />
      <div role="status" className={secondsLeft > 0 ? undefined : 'fb-hidden'}>
        {secondsLeft > 0 && <WaitView text="vault.recover.wait" secondsLeft={secondsLeft} />}
      </div>
      <Button
        kind="primary"
        type="submit"
        icon={KeyRound}
        isPending={isOpening}
        isDisabled={!isOpening && !mayTry}
      >
        {say(isOpening ? 'vault.recover.pending' : 'vault.recover.action')}
      </Button>
    </form>
  );
}
