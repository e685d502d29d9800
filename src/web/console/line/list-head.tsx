import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinePlace } from '../frame/address';
import { go } from '../frame/place';
import { Icon } from '../look/icon';
import classes from './conversation-list.module.css';

/** A search starts when typing pauses. */
const pauseMs = 250;
export const searchBoxId = 'search-conversations';

interface Props {
  place: LinePlace;
  heldCount: number;
  onShowHeld(): void;
}

export function ListHead({ place, heldCount, onShowHeld }: Props) {
  const { t } = useTranslation();
  return (
    <header className={classes.head}>
      <div className={classes.title}>
        <h1>{t(`line.views.${place.view}`)}</h1>
        {heldCount > 0 && (
          <Button size="compact-xs" radius="xl" leftSection={<Icon name="up" size={14} />} onClick={onShowHeld}>
            {t('line.held', { count: heldCount })}
          </Button>
        )}
      </div>
      <SearchBox key={place.view} place={place} />
    </header>
  );
}

function SearchBox({ place }: { place: LinePlace }) {
  const { t } = useTranslation();
  const [words, setWords] = useState(place.words);
  useEffect(() => {
    const trimmed = words.trim();
    if (trimmed === place.words) return;
    const timer = setTimeout(() => go({ ...place, words: trimmed }, 'replace'), pauseMs);
    return () => clearTimeout(timer);
  }, [words, place]);
  const clear = () => {
    setWords('');
    go({ ...place, words: '' }, 'replace');
  };
  return (
    <TextInput
      id={searchBoxId}
      type="search"
      value={words}
      aria-label={t('line.search')}
      placeholder={t('line.search')}
      leftSection={<Icon name="search" size={16} />}
      rightSection={
        words && (
          <ActionIcon size="sm" aria-label={t('line.clearSearch')} onClick={clear}>
            <Icon name="cross" size={14} />
          </ActionIcon>
        )
      }
      onChange={(event) => setWords(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && words && clear()}
    />
  );
}
