/** @jsxImportSource preact */
// Text with its web addresses made clickable; nothing else of a message is ever more than text.

const address = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'»”]/g;

export function TextWithLinks({ text }: { text: string }) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(address)) {
    parts.push(text.slice(from, found.index));
    parts.push(
      <a href={found[0]} target="_blank" rel="noopener noreferrer nofollow">
        {found[0]}
      </a>,
    );
    from = found.index + found[0].length;
  }
  parts.push(text.slice(from));
  return <>{parts}</>;
}
