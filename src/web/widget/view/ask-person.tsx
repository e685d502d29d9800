/** @jsxImportSource preact */
// A person is always one tap away.
import { Icon } from './icons';
import { useScene } from './scene';

export function AskPerson() {
  const { texts, say, focusBox } = useScene();
  const ask = () => {
    say(texts.askPerson);
    focusBox();
  };
  return (
    <p class="ask">
      <button type="button" class="pill" onClick={ask}>
        <Icon name="person" />
        {texts.askPerson}
      </button>
    </p>
  );
}
