/** @jsxImportSource preact */
// Files that go with the next message, each with a preview and a way to take it back.
import { Icon } from './icons';
import { Picture } from './picture';
import { useScene } from './scene';
import type { StagedFiles } from './use-staged-files';

export function StagedList({ staged }: { staged: StagedFiles }) {
  return (
    <>
      {staged.files.length > 0 && (
        <ul class="staged">
          {staged.files.map((file) => (
            <StagedFile key={`${file.name}-${file.size}-${file.lastModified}`} file={file} staged={staged} />
          ))}
        </ul>
      )}
      <div role="alert">
        {staged.objections.map((objection) => (
          <p key={objection} class="objection">
            {objection}
          </p>
        ))}
      </div>
    </>
  );
}

function StagedFile({ file, staged }: { file: File; staged: StagedFiles }) {
  const { texts, focusBox } = useScene();
  const remove = () => {
    staged.remove(file);
    focusBox();
  };
  return (
    <li class="staged-file">
      {file.type.startsWith('image/') ? (
        <Picture id={file.name} label={file.name} size={44} read={async () => file} onFailed={() => {}} />
      ) : (
        <Icon name="file" />
      )}
      <span class="file-name">{file.name}</span>
      <button type="button" class="bare" aria-label={texts.removeFile(file.name)} onClick={remove}>
        <Icon name="close" />
      </button>
    </li>
  );
}
