import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CannedReply, Language } from '../data/contract';
import classes from './composer.module.css';

export const cannedListId = 'canned-replies';
export const cannedOptionId = (index: number) => `canned-reply-${index}`;

interface Props {
  replies: CannedReply[];
  language: Language;
  active: number;
  onActive(index: number): void;
  onChoose(reply: CannedReply): void;
}

/** The list above the box; the cursor stays in the box, which names the active option to screen readers. */
export function CannedMenu({ replies, language, active, onActive, onChoose }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div className={classes.canned}>
      <p className={classes.cannedHead}>
        <strong>{t('composer.canned')}</strong>
        <span>{replies.length > 0 && t('composer.cannedKeys')}</span>
      </p>
      <p className="for-readers" role="status">
        {t('composer.cannedFound', { count: replies.length })}
      </p>
      {replies.length === 0 && <p className={classes.cannedNone}>{t('composer.cannedFound', { count: 0 })}</p>}
      <div ref={list} id={cannedListId} role="listbox" aria-label={t('composer.canned')} tabIndex={-1}>
        {replies.map((reply, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the box, which keeps the focus
          <div
            key={reply.shortcut}
            id={cannedOptionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={classes.cannedOption}
            onPointerMove={() => onActive(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(reply)}
          >
            <span>
              <code>/{reply.shortcut}</code> {reply.title[language]}
            </span>
            <small>{reply.text[language]}</small>
          </div>
        ))}
      </div>
    </div>
  );
}
