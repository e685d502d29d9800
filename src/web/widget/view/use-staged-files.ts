// Files picked, pasted or dropped, waiting beside the text to be sent.
import { useState } from 'preact/hooks';
import type { PanelTexts } from '../texts/panel-texts';
import { sortFiles } from './file-rules';

export interface StagedFiles {
  files: File[];
  /** Sentences about what was refused. */
  objections: string[];
  /** True while something is dragged over the panel. */
  isTarget: boolean;
  add(picked: File[]): void;
  remove(file: File): void;
  clear(): void;
  /** Handlers for the element that takes drops and pastes. */
  handlers: Record<'onPaste' | 'onDragOver' | 'onDragLeave' | 'onDrop', (event: Event) => void>;
}

export function useStagedFiles(texts: PanelTexts): StagedFiles {
  const [files, setFiles] = useState<File[]>([]);
  const [objections, setObjections] = useState<string[]>([]);
  const [isTarget, setTarget] = useState(false);
  const add = (picked: File[]) => {
    const sorted = sortFiles(files, picked, texts);
    setFiles(sorted.staged);
    setObjections(sorted.objections);
  };
  const take = (event: Event, source: DataTransfer | null) => {
    const picked = Array.from(source?.files ?? []);
    if (picked.length === 0) return;
    event.preventDefault();
    add(picked);
  };
  return {
    files,
    objections,
    isTarget,
    add,
    remove(file) {
      setFiles(files.filter((other) => other !== file));
      setObjections([]);
    },
    clear() {
      setFiles([]);
      setObjections([]);
    },
    handlers: {
      onPaste: (event) => take(event, event instanceof ClipboardEvent ? event.clipboardData : null),
      onDragOver(event) {
        if (!(event instanceof DragEvent) || event.dataTransfer?.types.includes('Files') !== true) return;
        event.preventDefault();
        setTarget(true);
      },
      onDragLeave(event) {
        const isInside = event instanceof DragEvent && event.relatedTarget instanceof Node;
        const node = event.currentTarget;
        if (!isInside || !(node instanceof Node) || !node.contains(event.relatedTarget)) setTarget(false);
      },
      onDrop(event) {
        setTarget(false);
        take(event, event instanceof DragEvent ? event.dataTransfer : null);
      },
    },
  };
}
