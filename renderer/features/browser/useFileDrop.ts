import { type DragEvent, useEffect, useState } from 'react';

/** What is being dragged over the list: below which prefix it would go, and how many files and folders (0: not told yet). */
export type Hovering = { prefix: string; count: number };

type Options = {
  /** The prefix shown, which takes what is not dropped on a folder. */
  prefix: string;
  /** The prefix of the folder row an event is over, or null. */
  folderAt(target: EventTarget): string | null;
  onDrop(prefix: string, files: readonly File[]): void;
};

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files');
}

/** Takes files and folders dragged from the desktop. Elsewhere in the window main.tsx refuses them. */
export function useFileDrop({ prefix, folderAt, onDrop }: Options) {
  const [hovering, setHovering] = useState<Hovering | null>(null);

  // A drag that ends outside the window, or is given up with Escape, sends no more events here.
  useEffect(() => {
    if (!hovering) return;
    const clear = () => setHovering(null);
    window.addEventListener('dragend', clear);
    window.addEventListener('pointermove', clear);
    return () => {
      window.removeEventListener('dragend', clear);
      window.removeEventListener('pointermove', clear);
    };
  }, [hovering]);

  const over = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    const target = folderAt(event.target) ?? prefix;
    const count = Array.from(event.dataTransfer.items).filter(({ kind }) => kind === 'file').length;
    setHovering((now) => (now?.prefix === target && now.count === count ? now : { prefix: target, count }));
  };

  return {
    hovering,
    handlers: {
      onDragEnter: over,
      onDragOver: over,
      onDragLeave(event: DragEvent) {
        const into = event.relatedTarget;
        if (!(into instanceof Node && event.currentTarget.contains(into))) setHovering(null);
      },
      onDrop(event: DragEvent) {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setHovering(null);
        // Taken at once: the list is empty as soon as this event is over.
        const files = Array.from(event.dataTransfer.files);
        if (files.length > 0) onDrop(folderAt(event.target) ?? prefix, files);
      },
    },
  };
}
