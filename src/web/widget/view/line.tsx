/** @jsxImportSource preact */
// One line of the conversation, its author told by shape, side, colour and, for those who listen, by name.
import { BotAvatar, PersonAvatar } from './avatar';
import { Delivery } from './delivery';
import { Icon } from './icons';
import type { Line } from './lines';
import { TextWithLinks } from './links';
import { Attachment, Picture } from './picture';
import { useScene } from './scene';

export function LineView({ line, showsTime }: { line: Line; showsTime: boolean }) {
  const { texts, when } = useScene();
  return (
    <li class={`line by-${line.author}${line.opensGroup ? ' opens-group' : ''}`}>
      {line.opensDay && <p class="day">{when.day(line.at, new Date())}</p>}
      {line.opensGroup && <Author line={line} />}
      <div class="said">
        <span class="unseen">{heardName(line, texts)}: </span>
        <Content line={line} />
        <time class={showsTime ? 'time time-on' : 'time'} dateTime={line.at.toISOString()} aria-hidden={!showsTime}>
          <span class="unseen">{texts.at('')}</span>
          {when.time(line.at)}
        </time>
      </div>
      <Delivery line={line} />
    </li>
  );
}

function heardName({ author, name }: Line, texts: ReturnType<typeof useScene>['texts']): string {
  if (author === 'customer') return texts.you;
  if (author === 'agent') return texts.personIn(name ?? texts.person);
  return author === 'system' ? texts.notice : texts.bot;
}

function Author({ line }: { line: Line }) {
  const { texts } = useScene();
  if (line.author === 'bot')
    return (
      <p class="author" aria-hidden="true">
        <BotAvatar />
        {texts.botShort}
      </p>
    );
  if (line.author !== 'agent') return null;
  const name = line.name ?? texts.person;
  return (
    <p class="author" aria-hidden="true">
      <PersonAvatar name={name} />
      {name}
      <span class="tag">{texts.person}</span>
    </p>
  );
}

function Content({ line }: { line: Line }) {
  const isOwn = line.author === 'customer';
  return (
    <>
      {line.file !== undefined && <UnsentFile file={line.file} id={line.key} />}
      {line.attachments.map((attachment) => (
        <Attachment key={attachment.url} attachment={attachment} />
      ))}
      {line.removedFiles.map((text, index) => (
        <span key={`removed ${index}`} class="shown-file">
          <Icon name="file" />
          <span class="file-name">{text}</span>
        </span>
      ))}
      {line.text !== '' && (
        <p class="bubble" dir="auto">
          {isOwn ? line.text : <TextWithLinks text={line.text} />}
        </p>
      )}
    </>
  );
}

function UnsentFile({ file, id }: { file: Blob & { name: string }; id: string }) {
  if (file.type.startsWith('image/'))
    return (
      <span class="shown-image">
        <Picture id={id} label={file.name} size={240} read={async () => file} onFailed={() => {}} />
      </span>
    );
  return (
    <span class="shown-file">
      <Icon name="file" />
      <span class="file-name">{file.name}</span>
    </span>
  );
}
