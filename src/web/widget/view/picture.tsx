/** @jsxImportSource preact */
// Shows an image on a canvas: the shop's content policy need not allow our images, only our connections.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ShownAttachment } from '../chat/activity';
import { Icon } from './icons';
import { useScene } from './scene';

interface PictureProps {
  /** Read once per `id`. */
  id: string;
  label: string;
  /** Longest side in CSS pixels. */
  size: number;
  read(): Promise<Blob>;
  onFailed(): void;
}

export function Picture({ id, label, size, read, onFailed }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isGone = false;
    read()
      .then((blob) => createImageBitmap(blob))
      .then((bitmap) => {
        if (!isGone && canvas.current !== null) paint(canvas.current, bitmap, size);
      })
      .catch(() => {
        if (!isGone) onFailed();
      });
    return () => {
      isGone = true;
    };
  }, [id]);
  return <canvas class="picture" ref={canvas} role="img" aria-label={label} width={1} height={1} />;
}

function paint(canvas: HTMLCanvasElement, bitmap: ImageBitmap, size: number): void {
  const share = Math.min(1, size / Math.max(bitmap.width, bitmap.height));
  const dense = Math.min(1, share * Math.min(devicePixelRatio, 3));
  canvas.width = Math.max(1, Math.round(bitmap.width * dense));
  canvas.height = Math.max(1, Math.round(bitmap.height * dense));
  canvas.style.width = `${Math.round(bitmap.width * share)}px`;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
}

/** An attachment in the conversation: an image as an image, everything else (and what cannot be shown) as a named file. */
export function Attachment({ attachment }: { attachment: ShownAttachment }) {
  const { texts, addressOf, fetchFile } = useScene();
  const [isShowable, setShowable] = useState(attachment.contentType.startsWith('image/'));
  const { name } = attachment;
  const url = addressOf(attachment.url);
  return (
    <a class={isShowable ? 'shown-image' : 'shown-file'} href={url} target="_blank" rel="noopener noreferrer">
      {isShowable ? (
        <Picture id={url} label={name} size={240} read={() => fetchFile(url)} onFailed={() => setShowable(false)} />
      ) : (
        <>
          <Icon name="file" />
          <span class="file-name">{name}</span>
        </>
      )}
      <span class="unseen">{texts.openFile(name)}</span>
    </a>
  );
}
