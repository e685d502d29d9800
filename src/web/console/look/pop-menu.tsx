import { ActionIcon } from '@mantine/core';
import { type KeyboardEvent, useId } from 'react';
import { Icon, type IconName } from './icon';
import classes from './pop-menu.module.css';
import { useDrop } from './use-drop';

export interface MenuChoice {
  name: string;
  label: string;
  icon: IconName;
  onChoose(): void;
}

/** A button with a short menu under it. */
export function PopMenu({ label, choices }: { label: string; choices: MenuChoice[] }) {
  const drop = useDrop();
  const id = useId();
  return (
    <div ref={drop.root} className={classes.root}>
      <ActionIcon
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={drop.isOpen}
        aria-controls={drop.isOpen ? id : undefined}
        onClick={drop.toggle}
      >
        <Icon name="more" size={20} />
      </ActionIcon>
      {drop.isOpen && (
        <div id={id} role="menu" aria-label={label} tabIndex={-1} data-drop className={classes.menu} onKeyDown={walk}>
          {choices.map((choice) => (
            <button
              key={choice.name}
              type="button"
              role="menuitem"
              onClick={() => {
                drop.close();
                choice.onChoose();
              }}
            >
              <Icon name={choice.icon} size={16} />
              {choice.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function walk(event: KeyboardEvent<HTMLDivElement>) {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  const at = items.findIndex((item) => item.matches(':focus'));
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
}
