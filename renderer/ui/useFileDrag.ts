import { useEffect, useState } from 'react';

/** True while files from outside are being dragged over the window. */
export function useFileDrag(): boolean {
  const [isDragging, setDragging] = useState(false);
  useEffect(() => {
    const over = ({ dataTransfer }: DragEvent) => {
      if (dataTransfer?.types.includes('Files')) setDragging(true);
    };
    const clear = () => setDragging(false);
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) clear();
    };
    // What takes a drop may keep its event to itself. A drag given up with Escape sends nothing more: then the pointer moves.
    const ends = ['drop', 'dragend', 'pointermove'] as const;
    window.addEventListener('dragover', over, true);
    window.addEventListener('dragleave', leave, true);
    for (const type of ends) window.addEventListener(type, clear, true);
    return () => {
      window.removeEventListener('dragover', over, true);
      window.removeEventListener('dragleave', leave, true);
      for (const type of ends) window.removeEventListener(type, clear, true);
    };
  }, []);
  return isDragging;
}
