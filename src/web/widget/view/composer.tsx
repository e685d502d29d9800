/** @jsxImportSource preact */
// Where the customer writes.
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { acceptedTypes } from './file-rules';
import { Icon } from './icons';
import { useScene } from './scene';
import { StagedList } from './staged-list';
import type { StagedFiles } from './use-staged-files';

const limit = 4_000;
const countFrom = 3_700;

interface ComposerProps {
  box: RefObject<HTMLTextAreaElement | null>;
  staged: StagedFiles;
}

export function Composer({ box, staged }: ComposerProps) {
  const { texts, readDraft, keepDraft, say } = useScene();
  const [text, setText] = useState(readDraft);
  const change = (next: string) => {
    setText(next);
    keepDraft(next);
  };
  const isSendable = text.length <= limit && (text.trim() !== '' || staged.files.length > 0);
  const send = () => {
    if (!isSendable) return;
    // One message per file, the text with the first: each can fail and be tried again alone.
    const [first, ...others] = staged.files;
    say(text.trim(), first);
    for (const file of others) say('', file);
    change('');
    staged.clear();
    box.current?.focus();
  };
  const isTooLong = text.length > limit;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <StagedList staged={staged} />
      <div class="box">
        <FilePicker pick={staged.add} />
        <Box box={box} text={text} isTooLong={isTooLong} change={change} send={send} />
        <button type="submit" class="send" aria-label={texts.send} aria-disabled={!isSendable}>
          <Icon name="send" />
        </button>
      </div>
      <LengthLeft length={text.length} />
    </form>
  );
}

interface BoxProps {
  box: ComposerProps['box'];
  text: string;
  isTooLong: boolean;
  change(text: string): void;
  send(): void;
}

function Box({ box, text, isTooLong, change, send }: BoxProps) {
  const { texts, type } = useScene();
  useGrowingBox(box, text);
  return (
    <textarea
      ref={box}
      rows={1}
      value={text}
      placeholder={texts.write}
      aria-label={texts.write}
      aria-describedby="ascolto-length"
      aria-invalid={isTooLong}
      dir="auto"
      enterkeyhint="send"
      onInput={(event) => {
        change(event.currentTarget.value);
        if (event.currentTarget.value !== '') type();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
        event.preventDefault();
        send();
      }}
    />
  );
}

/** An input method takes Enter for itself; Safari ends the composition before it tells the key (code 229). */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

function FilePicker({ pick }: { pick(files: File[]): void }) {
  const { texts } = useScene();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={acceptedTypes.join(',')}
        onChange={(event) => {
          pick(Array.from(event.currentTarget.files ?? []));
          event.currentTarget.value = '';
        }}
      />
      <button type="button" class="bare" aria-label={texts.attach} onClick={() => input.current?.click()}>
        <Icon name="clip" />
      </button>
    </>
  );
}

function LengthLeft({ length }: { length: number }) {
  const { texts } = useScene();
  const numbers = (value: number) => value.toLocaleString();
  const words =
    length > limit
      ? texts.tooLong(numbers(length), numbers(limit))
      : length >= countFrom
        ? texts.leftToWrite(limit - length)
        : '';
  return (
    <p id="ascolto-length" class={length > limit ? 'length objection' : 'length'}>
      {words}
    </p>
  );
}

/** Grows with the text up to the height that the style sheet allows. */
function useGrowingBox(box: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const node = box.current;
    if (node === null) return;
    node.style.height = 'auto';
    node.style.height = `${node.scrollHeight}px`;
  }, [text, box]);
}
