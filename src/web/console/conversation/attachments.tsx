import { useTranslation } from 'react-i18next';
import type { Attachment } from '../data/contract';
import { Icon } from '../look/icon';
import { sizeText } from '../words/times';
import classes from './message.module.css';

/** Pictures as pictures, everything else as a named file; both open in a tab of their own. */
export function Attachments({ attachments }: { attachments: Attachment[] }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.attachments}>
      {attachments.map((attachment) => {
        if (attachment.removed) return <Removed key={attachment.id} attachment={attachment} />;
        const size = sizeText(attachment.sizeBytes);
        return (
          <li key={attachment.id}>
            <a href={attachment.url} target="_blank" rel="noreferrer">
              <span className="for-readers">{t('conversation.attachment')}</span>
              {attachment.contentType.startsWith('image/') ? (
                <img src={attachment.url} alt={attachment.name} loading="lazy" />
              ) : (
                <span className={classes.file}>
                  <Icon name="file" />
                  <span>{attachment.name}</span>
                  <small>{size}</small>
                </span>
              )}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** In its place stays what the customer reads there too. */
function Removed({ attachment }: { attachment: Attachment }) {
  return (
    <li>
      <span className={classes.file} data-removed>
        <Icon name="file" />
        <span>{attachment.name}</span>
        <small>{attachment.removed?.text}</small>
      </span>
    </li>
  );
}
