import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListingPlace } from '../../stores/listing.ts';
import { useAppError } from '../../ui/useAppError.ts';
import styles from './PathField.module.css';
import { useJump } from './useJump.ts';

/** The path as text: Enter goes there, Escape and a click elsewhere leave it. */
export function PathField({
  place,
  onLeave,
  onBlur,
}: {
  place: ListingPlace;
  onLeave: () => void;
  onBlur: () => void;
}) {
  const { t } = useTranslation();
  const shown = useAppError();
  const [text, setText] = useState(`${place.bucket}/${place.prefix}`);
  const jump = useJump(place);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await jump.go(text)) onLeave();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <input
        ref={input}
        // biome-ignore lint/a11y/noAutofocus: the user asked for this field just now
        autoFocus
        className={styles.input}
        aria-label={t('browser.pathField')}
        aria-invalid={jump.error !== null}
        aria-busy={jump.isGoing}
        value={text}
        placeholder="s3://bucket/key"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          if (!jump.isGoing) onBlur();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          onLeave();
        }}
      />
      {jump.error !== null && (
        <p role="alert" className={styles.error}>
          {shown(jump.error).text}
        </p>
      )}
    </form>
  );
}
