import { Ban } from 'lucide-react';
import { type CSSProperties, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlace } from '../../stores/place.ts';
import { Icon } from '../../ui/Icon.tsx';
import { isQuestionOpen } from '../../ui/isQuestionOpen.ts';
import styles from './DropRefusal.module.css';

type Refused = { x: number; y: number; isQuestion: boolean };

/** Where the reason stands; the style sheet keeps it in the window. */
function at({ x, y }: Refused): CSSProperties {
  const properties: Record<`--${string}`, string> = { '--pointer-x': `${x}px`, '--pointer-y': `${y}px` };
  return properties;
}

/** Where files are being dragged that the place under the pointer does not take; null while there are none. */
function useRefused(): Refused | null {
  const [refused, setRefused] = useState<Refused | null>(null);
  useEffect(() => {
    // What takes files has said so by now; main.tsx has refused the rest.
    const over = ({ dataTransfer, clientX: x, clientY: y }: DragEvent) => {
      const isRefused = dataTransfer?.types.includes('Files') && dataTransfer.dropEffect === 'none';
      setRefused(isRefused ? { x, y, isQuestion: isQuestionOpen() } : null);
    };
    const clear = () => setRefused(null);
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) clear();
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    // A drag given up with Escape sends nothing more; the pointer then moves as ever.
    const ends = ['drop', 'dragend', 'pointermove'] as const;
    for (const type of ends) window.addEventListener(type, clear);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      for (const type of ends) window.removeEventListener(type, clear);
    };
  }, []);
  return refused;
}

/** Beside the pointer, why files cannot be dropped where they are dragged. */
export function DropRefusal() {
  const { t } = useTranslation();
  const view = usePlace((s) => s.place.view);
  const refused = useRefused();
  return (
    <div className={styles.layer} role="status">
      {refused && (
        <p className={styles.reason} style={at(refused)}>
          <Icon of={Ban} />
          {t(`upload.refused.${refused.isQuestion ? 'question' : view}`)}
        </p>
      )}
    </div>
  );
}
